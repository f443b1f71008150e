// NVIDIA's driver, NVRTC and cuBLAS, as far as CudaDevice calls them, on a machine without a card: for tests of that class and of
// executors with cards. NVIDIA's own headers declare what is defined here, so the compiler holds the parameters to them; cuBLAS's,
// which come with half a gigabyte, are declared below.
//
// Code is made by g++ of the sources and emulator.h. A card does what is queued as late as it may: copies from and to locked memory
// and launches wait until somebody waits for them. Memory that was never written holds no numbers, memory before and behind an
// allocation and memory that was given back holds nothing. Nodes of a graph run in the last order that their dependencies allow.
// What NVIDIA's manuals forbid is refused with the status they name.
//
// STAND_IN_CARDS (2), STAND_IN_MEGABYTES (256) of each, STAND_IN_DRIVER (12090) say what the machine has. A card that STAND_IN_LOST,
// a file of "number launches", names falls off the bus for the first process that launched so often there, and removes the file.
// Into the folder STAND_IN_LOG each process writes a file PROCESS-CARD of what it did there.
#include <cuda.h>
#include <nvrtc.h>

#include <dlfcn.h>
#include <elf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <deque>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "stand_in.h"

namespace stand_in {

const size_t PAGE = 4096;
const size_t ALIGNMENT = 256;
const unsigned char POISON = 0xff; // makes floats that are not numbers
const int CARDS = 8; // at most
const char* const ARCHITECTURE = "sm_90";
const int MAJOR = 9;
const int MINOR = 0;

inline std::recursive_mutex one_at_a_time;

inline long setting(const char* name, long usual) {
    const char* value = getenv(name);
    return value == nullptr ? usual : atol(value);
}

// Disjoint stretches of memory.
struct Stretches {
    std::map<size_t, size_t> lengths; // by where they begin

    // The stretch that holds the address; the end where none does.
    std::map<size_t, size_t>::const_iterator around(size_t address) const {
        auto next = lengths.upper_bound(address);
        if (next == lengths.begin()) {
            return lengths.end();
        }
        --next;
        return address < next->first + next->second ? next : lengths.end();
    }

    bool hold(size_t address, size_t bytes) const {
        const auto found = around(address);
        return found != lengths.end() && address + bytes <= found->first + found->second;
    }

    bool touch(size_t address, size_t bytes) const {
        const auto next = lengths.lower_bound(address);
        return around(address) != lengths.end() || (next != lengths.end() && next->first < address + bytes);
    }
};

inline Stretches locked; // of main memory

struct Module {
    void* library;
    int file; // open as long as the library: the loader takes two of one name for the same
};

struct Card {
    int number;
    bool open;
    bool lost;
    bool backwards; // the order of threads in the next launch
    std::deque<std::function<void()>> queue;
    Stretches memory;
    size_t used;
    long launches;
    long products;
    long queued_copies;
    long graphs;
    std::string log;

    size_t total() const { return (size_t) setting("STAND_IN_MEGABYTES", 256) << 20; }

    void finish() {
        while (!queue.empty()) {
            queue.front()();
            queue.pop_front();
        }
        if (!log.empty()) {
            std::ofstream(log) << "launches " << launches << "\nproducts " << products << "\nqueued copies " << queued_copies
                               << "\ngraphs " << graphs << "\n";
        }
    }

    // Whether it is there, after one more launch.
    bool survives() {
        launches++;
        const char* file = getenv("STAND_IN_LOST");
        int number_of_lost = 0;
        long after = 0;
        if (file != nullptr && std::ifstream(file) >> number_of_lost >> after && number_of_lost == number && launches >= after
                && unlink(file) == 0) {
            lost = true;
        }
        return !lost;
    }
};

// What a node of a graph puts into the card's queue: its own work, or that of a whole graph.
struct Node {
    const Function* function; // null where it is no kernel
    std::function<CUresult(Card&)> begin;
    std::set<const Node*> before;
};

struct Graph {
    std::deque<Node> nodes; // keeps their places

    bool has(const CUgraphNode* wanted, size_t number) const {
        for (size_t i = 0; i < number; i++) {
            bool is_here = false;
            for (const Node& node : nodes) {
                is_here = is_here || &node == (const Node*) wanted[i];
            }
            if (!is_here) {
                return false;
            }
        }
        return true;
    }

    CUresult add(CUgraphNode* made, const CUgraphNode* before, size_t number, const Function* function, std::function<CUresult(Card&)> begin) {
        if (!has(before, number)) {
            return CUDA_ERROR_INVALID_VALUE;
        }
        nodes.push_back({function, begin, {}});
        for (size_t i = 0; i < number; i++) {
            nodes.back().before.insert((const Node*) before[i]);
        }
        *made = (CUgraphNode) &nodes.back();
        return CUDA_SUCCESS;
    }
};

// A graph as it was, in the order in which it runs; nodes are called as they are there.
struct Executable {
    std::vector<std::pair<const Node*, Node>> nodes;

    explicit Executable(const Graph& graph) {
        std::set<const Node*> done;
        while (done.size() < graph.nodes.size()) {
            for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
                const bool is_ready = std::includes(done.begin(), done.end(), node->before.begin(), node->before.end());
                if (is_ready && done.insert(&*node).second) {
                    nodes.emplace_back(&*node, *node);
                    break;
                }
            }
        }
    }

    CUresult begin(Card& card) const {
        for (const auto& [name, node] : nodes) {
            const CUresult status = node.begin(card);
            if (status != CUDA_SUCCESS) {
                return status;
            }
        }
        return CUDA_SUCCESS;
    }
};

struct Stream {
    Graph* captured; // null unless it captures
};

inline Card cards[CARDS];
inline thread_local Card* current = nullptr;

inline int number_of_cards() { return min(CARDS, (int) setting("STAND_IN_CARDS", 2)); }

// Does something on the card of this thread's context.
template <class Action>
CUresult on_card(Action action) {
    const std::lock_guard<std::recursive_mutex> lock(one_at_a_time);
    if (current == nullptr || !current->open) {
        return CUDA_ERROR_INVALID_CONTEXT;
    }
    return current->lost ? CUDA_ERROR_UNKNOWN : action(*current);
}

enum class Locked { ALL, NOTHING, A_PART };

inline Locked is_locked(const void* host, size_t bytes) {
    if (locked.hold((size_t) host, bytes)) {
        return Locked::ALL;
    }
    return locked.touch((size_t) host, bytes) ? Locked::A_PART : Locked::NOTHING;
}

// Memory that is not locked is copied aside before the call returns.
inline CUresult to_card(Card& card, CUdeviceptr to, const void* host, size_t bytes, bool waits) {
    const Locked state = is_locked(host, bytes);
    if (!card.memory.hold(to, bytes) || state == Locked::A_PART) {
        return CUDA_ERROR_INVALID_VALUE;
    }
    if (state == Locked::ALL && !waits) {
        card.queued_copies++;
        card.queue.push_back([=] { memcpy((void*) to, host, bytes); });
        return CUDA_SUCCESS;
    }
    const std::vector<char> copy((const char*) host, (const char*) host + bytes);
    card.queue.push_back([=] { memcpy((void*) to, copy.data(), bytes); });
    return CUDA_SUCCESS;
}

inline CUresult from_card(Card& card, void* host, CUdeviceptr from, size_t bytes, bool waits) {
    const Locked state = is_locked(host, bytes);
    if (!card.memory.hold(from, bytes) || state == Locked::A_PART) {
        return CUDA_ERROR_INVALID_VALUE;
    }
    card.queue.push_back([=] { memcpy(host, (const void*) from, bytes); });
    if (state == Locked::ALL && !waits) {
        card.queued_copies++;
    } else {
        card.finish();
    }
    return CUDA_SUCCESS;
}

inline size_t whole_pages(size_t bytes) { return (bytes + PAGE - 1) / PAGE * PAGE; }

inline size_t aligned(size_t bytes) { return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

// Ends at most an alignment before a page that nobody may touch, and begins behind one.
inline CUdeviceptr allocate(Card& card, size_t bytes) {
    const size_t pages = whole_pages(aligned(bytes));
    char* all = (char*) mmap(nullptr, pages + 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(all, PAGE, PROT_NONE);
    mprotect(all + PAGE + pages, PAGE, PROT_NONE);
    memset(all + PAGE, POISON, pages);
    const size_t address = (size_t) (all + PAGE + pages - aligned(bytes));
    card.memory.lengths[address] = bytes;
    card.used += bytes;
    return address;
}

inline void give_back(Card& card, CUdeviceptr address) {
    const size_t bytes = card.memory.lengths[address];
    const size_t pages = whole_pages(aligned(bytes));
    munmap((char*) address - (pages - aligned(bytes)) - PAGE, pages + 2 * PAGE);
    card.memory.lengths.erase(address);
    card.used -= bytes;
}

// What the image says of its own length: a library ends with the table of its sections.
inline size_t length_of(const void* image) {
    const Elf64_Ehdr& header = *(const Elf64_Ehdr*) image;
    return header.e_shoff + (size_t) header.e_shnum * header.e_shentsize;
}

struct Program {
    std::string name;
    std::map<std::string, std::string> files;
    std::string log;
    std::string code;
};

inline std::string text_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// Where this library lies, and the headers beside it.
inline std::string folder() {
    Dl_info info;
    dladdr((const void*) &folder, &info);
    const std::string file = info.dli_fname;
    return file.substr(0, file.rfind('/'));
}

inline std::string functions_of(const std::string& source) {
    static const std::regex KERNEL("(^|\n)KERNEL (?:__launch_bounds__\\((\\w+)\\) )?(\\w+)\\(");
    std::string functions;
    for (std::sregex_iterator found(source.begin(), source.end(), KERNEL), end; found != end; ++found) {
        const std::string bound = (*found)[2];
        functions += "STAND_IN_FUNCTION(" + (*found)[3].str() + ", " + (bound.empty() ? "1024" : bound) + ")\n";
    }
    return functions;
}

inline nvrtcResult compile(Program& program, const std::string& definitions) {
    std::string place = (getenv("TMPDIR") == nullptr ? std::string("/tmp") : getenv("TMPDIR")) + "/stand-in-XXXXXX";
    if (mkdtemp(place.data()) == nullptr) {
        return NVRTC_ERROR_INTERNAL_ERROR;
    }
    for (const auto& [name, text] : program.files) {
        std::ofstream(place + "/" + name) << text;
    }
    std::ofstream(place + "/all.cpp") << "#include \"stand_in.h\"\n#include \"" << program.name << "\"\n"
                                      << functions_of(program.files[program.name]);
    // Each library has its own shared memory and threads: those of the same name differ by HEAD_WIDTH.
    const std::string command = "g++ -std=c++17 -O2 -fPIC -shared -fno-gnu-unique -fno-strict-aliasing -ffp-contract=off"
        " -Wl,-Bsymbolic -Wno-unknown-pragmas" + definitions + " -I" + place + " -I" + folder() + " " + place + "/all.cpp -o "
        + place + "/code > " + place + "/log 2>&1";
    const int status = system(command.c_str());
    program.log = text_of(place + "/log");
    program.code = text_of(place + "/code");
    for (const auto& [name, text] : program.files) {
        unlink((place + "/" + name).c_str());
    }
    for (const char* name : {"/all.cpp", "/log", "/code"}) {
        unlink((place + name).c_str());
    }
    rmdir(place.c_str());
    return status == 0 ? NVRTC_SUCCESS : NVRTC_ERROR_COMPILATION;
}

inline CUresult begin(Card& card, Launch launch, const Call& call) {
    if (!card.survives()) {
        return CUDA_ERROR_UNKNOWN;
    }
    launch.backwards = card.backwards = !card.backwards;
    card.queue.push_back([launch, call] { call(launch); });
    return CUDA_SUCCESS;
}

inline CUresult is_launch(const Function& wanted, const Launch& launch, unsigned sharedBytes, void** extra) {
    const dim3& grid = launch.grid;
    const dim3& block = launch.block;
    const size_t threads = (size_t) block.x * block.y * block.z;
    const bool is_grid = grid.x > 0 && grid.x <= 0x7fffffff && grid.y > 0 && grid.y <= 0xffff && grid.z > 0 && grid.z <= 0xffff;
    if (!is_grid || threads == 0 || threads > 1024 || block.z > 64 || sharedBytes > 0 || extra != nullptr) {
        return CUDA_ERROR_INVALID_VALUE;
    }
    return threads > wanted.most_threads ? CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES : CUDA_SUCCESS;
}

// The launch of a node, whose arguments are copied as the driver does.
inline CUresult launch_of(const CUDA_KERNEL_NODE_PARAMS& parameters, std::function<CUresult(Card&)>& made) {
    const Launch launch{
        {parameters.gridDimX, parameters.gridDimY, parameters.gridDimZ}, {parameters.blockDimX, parameters.blockDimY, parameters.blockDimZ}, false};
    if (parameters.func == nullptr || parameters.kern != nullptr || parameters.ctx != nullptr) {
        return CUDA_ERROR_INVALID_VALUE;
    }
    const Function& wanted = *(const Function*) parameters.func;
    const CUresult status = is_launch(wanted, launch, parameters.sharedMemBytes, parameters.extra);
    if (status == CUDA_SUCCESS) {
        made = [launch, call = wanted.copied(parameters.kernelParams)](Card& card) { return begin(card, launch, call); };
    }
    return status;
}

inline Program* program_of(nvrtcProgram program) { return (Program*) program; }

} // namespace stand_in

using namespace stand_in;

// A definition that is not as its declaration would be an overload elsewhere; here it is an error.
extern "C" {

CUresult cuInit(unsigned flags) { return flags == 0 ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; }

CUresult cuDriverGetVersion(int* version) {
    *version = (int) setting("STAND_IN_DRIVER", 12090);
    return CUDA_SUCCESS;
}

CUresult cuGetErrorString(CUresult error, const char** words) {
    *words = error == CUDA_ERROR_OUT_OF_MEMORY ? "out of memory" : error == CUDA_ERROR_UNKNOWN ? "unknown error" : "an error";
    return CUDA_SUCCESS;
}

CUresult cuDeviceGetCount(int* count) {
    *count = number_of_cards();
    return CUDA_SUCCESS;
}

CUresult cuDeviceGet(CUdevice* device, int ordinal) {
    *device = ordinal;
    return ordinal < number_of_cards() ? CUDA_SUCCESS : CUDA_ERROR_INVALID_DEVICE;
}

CUresult cuDeviceGetName(char* name, int length, CUdevice device) {
    snprintf(name, length, "stand-in for card %d", device);
    return CUDA_SUCCESS;
}

CUresult cuDeviceGetAttribute(int* value, CUdevice_attribute attribute, CUdevice) {
    switch (attribute) {
        case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR:
            *value = MAJOR;
            return CUDA_SUCCESS;
        case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR:
            *value = MINOR;
            return CUDA_SUCCESS;
        default:
            return CUDA_ERROR_INVALID_VALUE;
    }
}

CUresult cuDevicePrimaryCtxRetain(CUcontext* context, CUdevice device) {
    const std::lock_guard<std::recursive_mutex> lock(one_at_a_time);
    Card& card = cards[device];
    card.number = device;
    card.open = true;
    if (const char* log = getenv("STAND_IN_LOG")) {
        card.log = std::string(log) + "/" + std::to_string(getpid()) + "-" + std::to_string(device);
    }
    *context = (CUcontext) &card;
    return card.lost ? CUDA_ERROR_UNKNOWN : CUDA_SUCCESS;
}

CUresult cuDevicePrimaryCtxRelease_v2(CUdevice device) {
    const std::lock_guard<std::recursive_mutex> lock(one_at_a_time);
    Card& card = cards[device];
    card.finish();
    while (!card.memory.lengths.empty()) {
        give_back(card, card.memory.lengths.begin()->first);
    }
    card.open = false;
    return CUDA_SUCCESS;
}

CUresult cuCtxSetCurrent(CUcontext context) {
    current = (Card*) context;
    return CUDA_SUCCESS;
}

CUresult cuMemGetInfo_v2(size_t* free, size_t* total) {
    return on_card([=](Card& card) {
        *total = card.total();
        *free = *total - card.used;
        return CUDA_SUCCESS;
    });
}

CUresult cuMemAlloc_v2(CUdeviceptr* address, size_t bytes) {
    return on_card([=](Card& card) {
        if (bytes == 0) {
            return CUDA_ERROR_INVALID_VALUE;
        }
        if (bytes > card.total() - card.used) {
            return CUDA_ERROR_OUT_OF_MEMORY;
        }
        *address = allocate(card, bytes);
        return CUDA_SUCCESS;
    });
}

CUresult cuMemFree_v2(CUdeviceptr address) {
    return on_card([=](Card& card) {
        if (card.memory.lengths.count(address) == 0) {
            return CUDA_ERROR_INVALID_VALUE;
        }
        card.finish();
        give_back(card, address);
        return CUDA_SUCCESS;
    });
}

CUresult cuMemHostRegister_v2(void* host, size_t bytes, unsigned flags) {
    return on_card([=](Card&) {
        if (bytes == 0 || flags != 0) {
            return CUDA_ERROR_INVALID_VALUE;
        }
        const size_t begin = (size_t) host / PAGE * PAGE;
        if (locked.touch(begin, whole_pages((size_t) host + bytes - begin))) {
            return CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED;
        }
        locked.lengths[(size_t) host] = bytes;
        return CUDA_SUCCESS;
    });
}

CUresult cuMemHostUnregister(void* host) {
    return on_card([=](Card& card) {
        card.finish();
        return locked.lengths.erase((size_t) host) == 1 ? CUDA_SUCCESS : CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED;
    });
}

CUresult cuMemcpyHtoD_v2(CUdeviceptr to, const void* host, size_t bytes) {
    return on_card([=](Card& card) { return to_card(card, to, host, bytes, true); });
}

CUresult cuMemcpyDtoH_v2(void* host, CUdeviceptr from, size_t bytes) {
    return on_card([=](Card& card) { return from_card(card, host, from, bytes, true); });
}

CUresult cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void* host, size_t bytes, CUstream stream) {
    return on_card([=](Card& card) { return stream ? CUDA_ERROR_INVALID_HANDLE : to_card(card, to, host, bytes, false); });
}

CUresult cuMemcpyDtoHAsync_v2(void* host, CUdeviceptr from, size_t bytes, CUstream stream) {
    return on_card([=](Card& card) { return stream ? CUDA_ERROR_INVALID_HANDLE : from_card(card, host, from, bytes, false); });
}

CUresult cuMemsetD8_v2(CUdeviceptr to, unsigned char value, size_t bytes) {
    return on_card([=](Card& card) {
        if (!card.memory.hold(to, bytes)) {
            return CUDA_ERROR_INVALID_VALUE;
        }
        card.queue.push_back([=] { memset((void*) to, value, bytes); });
        return CUDA_SUCCESS;
    });
}

CUresult cuStreamSynchronize(CUstream stream) {
    return on_card([=](Card& card) {
        card.finish();
        return stream ? CUDA_ERROR_INVALID_HANDLE : CUDA_SUCCESS;
    });
}

CUresult cuModuleLoadData(CUmodule* module, const void* image) {
    return on_card([=](Card&) {
        const int file = memfd_create("code", 0);
        if (write(file, image, length_of(image)) != (ssize_t) length_of(image)) {
            return CUDA_ERROR_INVALID_IMAGE;
        }
        void* library = dlopen(("/proc/self/fd/" + std::to_string(file)).c_str(), RTLD_NOW | RTLD_LOCAL);
        *module = (CUmodule) new Module{library, file};
        return library == nullptr ? CUDA_ERROR_INVALID_IMAGE : CUDA_SUCCESS;
    });
}

CUresult cuModuleUnload(CUmodule module) {
    return on_card([=](Card& card) {
        card.finish();
        dlclose(((Module*) module)->library);
        close(((Module*) module)->file);
        delete (Module*) module;
        return CUDA_SUCCESS;
    });
}

CUresult cuModuleGetFunction(CUfunction* function, CUmodule module, const char* name) {
    return on_card([=](Card&) {
        *function = (CUfunction) dlsym(((Module*) module)->library, ("stand_in_" + std::string(name)).c_str());
        return *function == nullptr ? CUDA_ERROR_NOT_FOUND : CUDA_SUCCESS;
    });
}

CUresult cuLaunchKernel(
        CUfunction function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY, unsigned blockZ,
        unsigned sharedBytes, CUstream stream, void** places, void** extra) {
    return on_card([&](Card& card) {
        const Function& wanted = *(const Function*) function;
        const Launch launch{{gridX, gridY, gridZ}, {blockX, blockY, blockZ}, false};
        const CUresult status = is_launch(wanted, launch, sharedBytes, extra);
        if (status != CUDA_SUCCESS) {
            return status;
        }
        return stream != nullptr ? CUDA_ERROR_INVALID_HANDLE : begin(card, launch, wanted.copied(places));
    });
}

CUresult cuStreamCreate(CUstream* stream, unsigned flags) {
    return on_card([=](Card&) {
        if (flags != CU_STREAM_NON_BLOCKING) { // one that blocks may not capture while the default stream is used
            return CUDA_ERROR_INVALID_VALUE;
        }
        *stream = (CUstream) new Stream{nullptr};
        return CUDA_SUCCESS;
    });
}

CUresult cuStreamDestroy_v2(CUstream stream) {
    return on_card([=](Card&) {
        delete (Stream*) stream;
        return CUDA_SUCCESS;
    });
}

CUresult cuStreamBeginCapture_v2(CUstream stream, CUstreamCaptureMode mode) {
    return on_card([=](Card&) {
        if (stream == nullptr) {
            return CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED;
        }
        if (mode != CU_STREAM_CAPTURE_MODE_RELAXED || ((Stream*) stream)->captured != nullptr) {
            return CUDA_ERROR_INVALID_VALUE;
        }
        ((Stream*) stream)->captured = new Graph;
        return CUDA_SUCCESS;
    });
}

CUresult cuStreamEndCapture(CUstream stream, CUgraph* graph) {
    return on_card([=](Card&) {
        if (((Stream*) stream)->captured == nullptr) {
            return CUDA_ERROR_ILLEGAL_STATE;
        }
        *graph = (CUgraph) ((Stream*) stream)->captured;
        ((Stream*) stream)->captured = nullptr;
        return CUDA_SUCCESS;
    });
}

CUresult cuGraphCreate(CUgraph* graph, unsigned flags) {
    return on_card([=](Card&) {
        *graph = (CUgraph) new Graph;
        return flags == 0 ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
    });
}

CUresult cuGraphDestroy(CUgraph graph) {
    return on_card([=](Card&) {
        delete (Graph*) graph;
        return CUDA_SUCCESS;
    });
}

CUresult cuGraphAddKernelNode_v2(
        CUgraphNode* node, CUgraph graph, const CUgraphNode* before, size_t number, const CUDA_KERNEL_NODE_PARAMS* parameters) {
    return on_card([=](Card&) {
        std::function<CUresult(Card&)> begin;
        const CUresult status = launch_of(*parameters, begin);
        return status != CUDA_SUCCESS ? status : ((Graph*) graph)->add(node, before, number, (const Function*) parameters->func, begin);
    });
}

CUresult cuGraphAddMemsetNode(
        CUgraphNode* node, CUgraph graph, const CUgraphNode* before, size_t number, const CUDA_MEMSET_NODE_PARAMS* parameters,
        CUcontext context) {
    return on_card([=](Card& card) {
        const CUDA_MEMSET_NODE_PARAMS memset_of = *parameters;
        const size_t bytes = memset_of.width * memset_of.elementSize;
        if (context != (CUcontext) &card || memset_of.elementSize != 4 || memset_of.height != 1 || bytes == 0
                || memset_of.value != 0 || memset_of.dst % 4 != 0 || !card.memory.hold(memset_of.dst, bytes)) {
            return CUDA_ERROR_INVALID_VALUE;
        }
        return ((Graph*) graph)->add(node, before, number, nullptr, [=](Card& on) {
            on.queue.push_back([=] { memset((void*) memset_of.dst, 0, bytes); });
            return CUDA_SUCCESS;
        });
    });
}

CUresult cuGraphAddChildGraphNode(CUgraphNode* node, CUgraph graph, const CUgraphNode* before, size_t number, CUgraph child) {
    return on_card([=](Card&) {
        const Executable copy(*(const Graph*) child);
        return ((Graph*) graph)->add(node, before, number, nullptr, [=](Card& card) { return copy.begin(card); });
    });
}

CUresult cuGraphInstantiateWithFlags(CUgraphExec* executable, CUgraph graph, unsigned long long flags) {
    return on_card([=](Card&) {
        *executable = (CUgraphExec) new Executable(*(const Graph*) graph);
        return flags == 0 ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
    });
}

CUresult cuGraphExecDestroy(CUgraphExec executable) {
    return on_card([=](Card&) {
        delete (Executable*) executable;
        return CUDA_SUCCESS;
    });
}

CUresult cuGraphExecKernelNodeSetParams_v2(CUgraphExec executable, CUgraphNode node, const CUDA_KERNEL_NODE_PARAMS* parameters) {
    return on_card([=](Card&) {
        for (auto& [name, mine] : ((Executable*) executable)->nodes) {
            if (name == (const Node*) node && mine.function == (const Function*) parameters->func) {
                return launch_of(*parameters, mine.begin);
            }
        }
        return CUDA_ERROR_INVALID_VALUE;
    });
}

CUresult cuGraphLaunch(CUgraphExec executable, CUstream stream) {
    return on_card([=](Card& card) {
        card.graphs++;
        return stream != nullptr ? CUDA_ERROR_INVALID_HANDLE : ((const Executable*) executable)->begin(card);
    });
}

nvrtcResult nvrtcVersion(int* major, int* minor) {
    *major = 12;
    *minor = 9;
    return NVRTC_SUCCESS;
}

nvrtcResult nvrtcCreateProgram(
        nvrtcProgram* program, const char* source, const char* name, int headers, const char* const* texts, const char* const* names) {
    Program* made = new Program{name, {{name, source}}, "", ""};
    for (int i = 0; i < headers; i++) {
        made->files[names[i]] = texts[i];
    }
    *program = (nvrtcProgram) made;
    return NVRTC_SUCCESS;
}

nvrtcResult nvrtcCompileProgram(nvrtcProgram program, int number, const char* const* options) {
    std::string definitions;
    for (int i = 0; i < number; i++) {
        const std::string option = options[i];
        if (option.rfind("-D", 0) == 0) {
            definitions += " " + option;
        } else if (option != std::string("--gpu-architecture=") + ARCHITECTURE && option != "--std=c++17") {
            program_of(program)->log = "no such option here: " + option;
            return NVRTC_ERROR_INVALID_OPTION;
        }
    }
    return compile(*program_of(program), definitions);
}

nvrtcResult nvrtcGetProgramLogSize(nvrtcProgram program, size_t* size) {
    *size = program_of(program)->log.size() + 1;
    return NVRTC_SUCCESS;
}

nvrtcResult nvrtcGetProgramLog(nvrtcProgram program, char* log) {
    strcpy(log, program_of(program)->log.c_str());
    return NVRTC_SUCCESS;
}

nvrtcResult nvrtcGetCUBINSize(nvrtcProgram program, size_t* size) {
    *size = program_of(program)->code.size();
    return NVRTC_SUCCESS;
}

nvrtcResult nvrtcGetCUBIN(nvrtcProgram program, char* code) {
    memcpy(code, program_of(program)->code.data(), program_of(program)->code.size());
    return NVRTC_SUCCESS;
}

nvrtcResult nvrtcDestroyProgram(nvrtcProgram* program) {
    delete program_of(*program);
    *program = nullptr;
    return NVRTC_SUCCESS;
}

} // extern "C"

// cuBLAS, by its manual: cublasOperation_t, cudaDataType_t, cublasComputeType_t and cublasGemmAlgo_t are int.
namespace {

enum Status { DONE = 0, NOT_INITIALIZED = 1, INVALID = 7, FAILED = 13, UNSUPPORTED = 15 };
enum Type { FLOAT32 = 0, BFLOAT16 = 14 };
enum Compute { COMPUTE_FLOAT32 = 68, COMPUTE_TF32 = 77 };

const size_t LEAST_WORKSPACE = 4 << 20;

struct Handle {
    Stream* stream;
    size_t workspace; // bytes; another stream takes it away
};

// A matrix as cuBLAS sees it: by columns, each so many elements behind the one before.
struct Matrix {
    const void* elements;
    int type;
    int leading;
    bool transposed;

    float at(int row, int column, bool rounds) const {
        const size_t i = transposed ? (size_t) row * leading + column : (size_t) column * leading + row;
        if (type == BFLOAT16) {
            return __uint_as_float((unsigned) ((const unsigned short*) elements)[i] << 16);
        }
        const float x = ((const float*) elements)[i];
        return rounds ? __uint_as_float((__float_as_uint(x) + 0x1000) & 0xffffe000) : x; // TF32: to nearest, ties away
    }

    // Bytes from the first to the last element of one that has so many rows and columns once it is transposed.
    size_t bytes(int rows, int columns) const {
        const size_t last = (size_t) ((transposed ? rows : columns) - 1) * leading + (transposed ? columns : rows);
        return last * (type == BFLOAT16 ? 2 : 4);
    }

    bool fits(int rows, int columns, const Card& card) const {
        return leading >= (transposed ? columns : rows) && card.memory.hold((size_t) elements, bytes(rows, columns));
    }
};

void multiply(int rows, int columns, int inner, float alpha, const Matrix& a, const Matrix& b, float beta, float* c, int leading, bool rounds) {
    std::vector<float> left((size_t) rows * inner);
    std::vector<float> right((size_t) inner * columns);
    for (int i = 0; i < inner; i++) {
        for (int row = 0; row < rows; row++) {
            left[(size_t) i * rows + row] = a.at(row, i, rounds);
        }
        for (int column = 0; column < columns; column++) {
            right[(size_t) column * inner + i] = b.at(i, column, rounds);
        }
    }
    std::vector<float> sums(rows);
    for (int column = 0; column < columns; column++) {
        std::fill(sums.begin(), sums.end(), 0.0f);
        for (int i = 0; i < inner; i++) {
            const float factor = right[(size_t) column * inner + i];
            for (int row = 0; row < rows; row++) {
                sums[row] += left[(size_t) i * rows + row] * factor;
            }
        }
        for (int row = 0; row < rows; row++) {
            float& sum = c[(size_t) column * leading + row];
            sum = alpha * sums[row] + (beta == 0 ? 0 : beta * sum);
        }
    }
}

} // namespace

extern "C" int cublasCreate_v2(void** handle) {
    *handle = new Handle{nullptr, 0};
    return on_card([](Card&) { return CUDA_SUCCESS; }) == CUDA_SUCCESS ? DONE : NOT_INITIALIZED;
}

extern "C" int cublasDestroy_v2(void* handle) {
    delete (Handle*) handle;
    return DONE;
}

extern "C" int cublasSetStream_v2(void* handle, void* stream) {
    *(Handle*) handle = {(Stream*) stream, 0};
    return DONE;
}

extern "C" int cublasSetWorkspace_v2(void* handle, void* workspace, size_t bytes) {
    int status = INVALID;
    on_card([&](Card& card) {
        if ((size_t) workspace % 256 == 0 && card.memory.hold((size_t) workspace, bytes)) {
            ((Handle*) handle)->workspace = bytes;
            status = DONE;
        }
        return CUDA_SUCCESS;
    });
    return status;
}

extern "C" int cublasGetProperty(int property, int* value) {
    const int version[] = {12, 9, 1};
    *value = version[property];
    return DONE;
}

extern "C" int cublasGemmEx(
        void* handle, int transposeA, int transposeB, int m, int n, int k, const void* alpha, const void* a, int typeA, int leadingA,
        const void* b, int typeB, int leadingB, const void* beta, void* c, int typeC, int leadingC, int compute, int algorithm) {
    if (typeA != typeB || (typeA != FLOAT32 && typeA != BFLOAT16) || typeC != FLOAT32 || algorithm != -1
            || (compute != COMPUTE_FLOAT32 && (compute != COMPUTE_TF32 || typeA != FLOAT32))) {
        return UNSUPPORTED;
    }
    const Matrix left{a, typeA, leadingA, transposeA == 1};
    const Matrix right{b, typeB, leadingB, transposeB == 1};
    const Matrix result{c, typeC, leadingC, false};
    const float by = *(const float*) alpha;
    const float old = *(const float*) beta;
    int status = DONE;
    const CUresult reached = on_card([&](Card& card) {
        if (m <= 0 || n <= 0 || k <= 0 || !left.fits(m, k, card) || !right.fits(k, n, card) || !result.fits(m, n, card)) {
            status = INVALID;
            return CUDA_SUCCESS;
        }
        const auto product = [=] { multiply(m, n, k, by, left, right, old, (float*) c, leadingC, compute == COMPUTE_TF32); };
        const auto begin = [=](Card& on) {
            on.products++;
            on.queue.push_back(product);
            return CUDA_SUCCESS;
        };
        const Handle& mine = *(const Handle*) handle;
        if (mine.stream == nullptr) {
            return begin(card);
        }
        // Elsewhere cuBLAS would take its own workspace, which it may have to allocate: not while a stream captures.
        if (mine.stream->captured == nullptr || mine.workspace < LEAST_WORKSPACE) {
            status = FAILED;
            return CUDA_SUCCESS;
        }
        CUgraphNode made;
        return mine.stream->captured->add(&made, nullptr, 0, nullptr, begin);
    });
    return reached == CUDA_SUCCESS ? status : FAILED;
}
