// What the stand-in's NVRTC puts around a source: its functions, to be found by name, with arguments as the driver gets them.
#ifndef BLOOMERY_STAND_IN
#define BLOOMERY_STAND_IN

#include "emulator.h"

#include <tuple>

namespace stand_in {

struct Launch {
    dim3 grid;
    dim3 block;
    bool backwards;
};

// A launch whose arguments were copied, as the driver does before it returns.
typedef std::function<void(const Launch&)> Call;

template <class... T, size_t... I>
Call copied(void (*kernel)(T...), void** places, std::index_sequence<I...>) {
    const std::tuple<T...> arguments(*(const T*) places[I]...);
    return [kernel, arguments](const Launch& launch) {
        emulator::launch(launch.grid, launch.block, launch.backwards, [&] { std::apply(kernel, arguments); });
    };
}

template <class... T>
Call copied(void (*kernel)(T...), void** places) {
    return copied(kernel, places, std::index_sequence_for<T...>());
}

struct Function {
    Call (*copied)(void** places);
    unsigned most_threads; // of a block
};

} // namespace stand_in

#define STAND_IN_FUNCTION(name, threads) \
    extern "C" const stand_in::Function stand_in_##name = { \
        [](void** places) { return stand_in::copied(&name, places); }, (unsigned) (threads)};

#endif
