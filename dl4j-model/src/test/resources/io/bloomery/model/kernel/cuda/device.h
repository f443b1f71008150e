// A device whose memory and processors are this process: it does what standard input says until that ends. Launches run with threads
// in turns forwards and backwards. Products are sums in order, in float32.
//
// All numbers are little-endian, addresses this process's own. In: a letter and what belongs to it. Out: for an allocation its
// address, for a read the bytes.
#include "emulator.h"

namespace device {

const unsigned char POISON = 0xff; // makes floats that are not numbers
const size_t MOST_BYTES = 32; // of an argument

inline void read(void* to, size_t length) {
    if (length > 0 && fread(to, length, 1, stdin) != 1) {
        emulator::fail("the input ends early");
    }
}

template <class T>
T read() {
    T value;
    read(&value, sizeof(value));
    return value;
}

template <class T>
void write(const T* from, size_t length) {
    fwrite(from, 1, length, stdout);
    fflush(stdout);
}

struct Argument {
    unsigned length;
    char bytes[MOST_BYTES];

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

struct Launch {
    dim3 grid;
    dim3 block;
    std::vector<Argument> arguments;
    bool backwards;
};

template <class... T, size_t... I>
void call(void (*kernel)(T...), const std::vector<Argument>& arguments, std::index_sequence<I...>) {
    kernel(arguments[I].as<T>()...);
}

template <class... T>
void run(const Launch& launch, void (*kernel)(T...)) {
    if (launch.arguments.size() != sizeof...(T)) {
        emulator::fail("another number of arguments than of parameters");
    }
    emulator::launch(launch.grid, launch.block, launch.backwards, [&] {
        call(kernel, launch.arguments, std::index_sequence_for<T...>());
    });
}

inline Launch read_launch() {
    static bool backwards = false;
    Launch launch;
    launch.grid = {read<unsigned>(), read<unsigned>(), read<unsigned>()};
    launch.block = {read<unsigned>(), read<unsigned>(), read<unsigned>()};
    launch.arguments.resize(read<int>());
    for (Argument& argument : launch.arguments) {
        argument.length = read<unsigned>();
        read(argument.bytes, min((size_t) argument.length, MOST_BYTES));
    }
    launch.backwards = backwards = !backwards;
    return launch;
}

// The first letters of KernelOptions.Precision.
enum Precision { FLOAT32 = 'F', TF32 = 'T', BFLOAT16 = 'B' };

struct Factor {
    long address;
    int columns;
    int transposed;

    float at(long row, long column, Precision precision) const {
        const long i = transposed ? column * columns + row : row * columns + column;
        if (precision == BFLOAT16) {
            return __uint_as_float((unsigned) ((const unsigned short*) address)[i] << 16);
        }
        const float x = ((const float*) address)[i];
        return precision == TF32 ? __uint_as_float((__float_as_uint(x) + 0x1000) & 0xffffe000) : x; // to nearest, ties away
    }
};

inline Factor read_factor() { return {read<long>(), read<int>(), read<int>()}; }

inline void multiply() {
    const int rows = read<int>();
    const int inner = read<int>();
    const int columns = read<int>();
    const Factor a = read_factor();
    const Factor b = read_factor();
    const Precision precision = (Precision) read<int>();
    float* c = (float*) read<long>();
    const bool accumulate = read<int>();
    for (long row = 0; row < rows; row++) {
        for (long column = 0; column < columns; column++) {
            float sum = accumulate ? c[row * columns + column] : 0;
            for (int i = 0; i < inner; i++) {
                sum += a.at(row, i, precision) * b.at(i, column, precision);
            }
            c[row * columns + column] = sum;
        }
    }
}

inline void allocate() {
    const long bytes = read<long>();
    void* memory = nullptr;
    if (posix_memalign(&memory, 256, bytes) == 0) {
        memset(memory, POISON, bytes);
    }
    write(&memory, sizeof(memory));
}

// One order, which is not a launch; false for one.
inline bool obey(int order) {
    switch (order) {
        case 'a':
            allocate();
            return true;
        case 'f':
            free((void*) read<long>());
            return true;
        case 'w': {
            void* to = (void*) read<long>();
            read(to, read<long>());
            return true;
        }
        case 'r': {
            const char* from = (const char*) read<long>();
            write(from, read<long>());
            return true;
        }
        case 'z': {
            void* to = (void*) read<long>();
            memset(to, 0, read<long>());
            return true;
        }
        case 'm':
            multiply();
            return true;
        default:
            return false;
    }
}

} // namespace device
