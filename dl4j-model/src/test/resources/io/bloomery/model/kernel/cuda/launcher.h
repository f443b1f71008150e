// Launches one kernel with arguments from standard input, and writes what its buffers then hold to standard output. Launches it
// twice, with threads in either order, and fails where that makes a difference.
//
// All numbers are little-endian. In: length and characters of the kernel's name; grid x, y, z; block x, y, z; number of buffers, of each its length and bytes; number of arguments, of each its kind and, for a value, its length and
// bytes, for a pointer, the number of the buffer and the byte it points to. Out: the bytes of all buffers.
#include "emulator.h"

namespace launcher {

enum Kind { VALUE, POINTER, NOTHING };

const size_t ALIGNMENT = 64;
const size_t PAGE = 4096;
const size_t MOST_BYTES = 32; // of a value
const unsigned char POISON = 0xff; // makes floats and bfloat16s that are not numbers

inline void read(void* to, size_t length) {
    if (length > 0 && fread(to, length, 1, stdin) != 1) {
        emulator::fail("the input ends early");
    }
}

inline int read_int() {
    int value;
    read(&value, sizeof(value));
    return value;
}

// Memory that begins at an aligned address and ends less than an alignment before a page that nobody may touch.
struct Buffer {
    size_t length;
    size_t room;
    char* memory;
    std::vector<char> before;
    std::vector<char> after;

    void receive() {
        length = read_int();
        room = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        const size_t pages = (room + PAGE - 1) / PAGE * PAGE;
        char* all = (char*) mmap(nullptr, pages + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        mprotect(all + pages, PAGE, PROT_NONE);
        memset(all, POISON, pages);
        memory = all + pages - room;
        read(memory, length);
        before.assign(memory, memory + room);
    }

    void restore() {
        after.assign(memory, memory + room);
        memcpy(memory, before.data(), room);
    }

    void check() const {
        if (memcmp(memory, after.data(), length) != 0) {
            emulator::fail("results that depend on the order of threads");
        }
        if (memcmp(memory + length, before.data() + length, room - length) != 0) {
            emulator::fail("a write beyond the end of a buffer");
        }
    }
};

struct Argument {
    size_t length;
    char bytes[MOST_BYTES];

    void receive(const std::vector<Buffer>& buffers) {
        const Kind kind = (Kind) read_int();
        const void* pointer = nullptr;
        if (kind == VALUE) {
            length = read_int();
            read(bytes, min(length, MOST_BYTES));
            return;
        }
        if (kind == POINTER) {
            const Buffer& buffer = buffers[read_int()];
            pointer = buffer.memory + read_int();
        }
        length = sizeof(pointer);
        memcpy(bytes, &pointer, length);
    }

    template <class T>
    T as() const {
        if (length != sizeof(T)) {
            emulator::fail("an argument of another size than its parameter");
        }
        T value;
        memcpy(&value, bytes, length);
        return value;
    }
};

template <class... T, size_t... I>
void call(void (*kernel)(T...), const std::vector<Argument>& arguments, std::index_sequence<I...>) {
    kernel(arguments[I].as<T>()...);
}

// Launches the kernel and ends the program, if it is the wanted one.
template <class... T>
void launch_if(const std::vector<char>& wanted, const char* name, void (*kernel)(T...)) {
    if (strcmp(wanted.data(), name) != 0) {
        return;
    }
    dim3 sizes[2];
    for (dim3& size : sizes) {
        size.x = read_int();
        size.y = read_int();
        size.z = read_int();
    }
    std::vector<Buffer> buffers(read_int());
    for (Buffer& buffer : buffers) {
        buffer.receive();
    }
    std::vector<Argument> arguments(read_int());
    for (Argument& argument : arguments) {
        argument.receive(buffers);
    }
    if (arguments.size() != sizeof...(T)) {
        emulator::fail("another number of arguments than of parameters");
    }
    const std::function<void()> body = [&] { call(kernel, arguments, std::index_sequence_for<T...>()); };
    emulator::launch(sizes[0], sizes[1], false, body);
    for (Buffer& buffer : buffers) {
        buffer.restore();
    }
    emulator::launch(sizes[0], sizes[1], true, body);
    for (const Buffer& buffer : buffers) {
        buffer.check();
        fwrite(buffer.memory, buffer.length, 1, stdout);
    }
    exit(0);
}

inline std::vector<char> read_name() {
    std::vector<char> name(read_int() + 1);
    read(name.data(), name.size() - 1);
    return name;
}

} // namespace launcher
