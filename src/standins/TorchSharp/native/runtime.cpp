// The library as a whole: errors, threads, random numbers, accelerators.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>

#include "tensor_handles.h"

namespace {

thread_local std::string last_error;

at::Generator& generator_of(void* handle) { return *static_cast<at::Generator*>(handle); }

}  // namespace

void shim::remember_error(const char* message) noexcept {
  try {
    last_error = message;
  } catch (...) {
    last_error.clear();
  }
}

SHIM_API const char* ts_last_error() { return last_error.c_str(); }

SHIM_API int ts_threads() { return at::get_num_threads(); }

SHIM_API int ts_set_threads(int32_t threads) {
  return shim::guarded([&] { at::set_num_threads(threads); });
}

SHIM_API int ts_interop_threads() { return at::get_num_interop_threads(); }

SHIM_API int ts_set_interop_threads(int32_t threads) {
  return shim::guarded([&] { at::set_num_interop_threads(threads); });
}

// Seeds the default generators of all devices.
SHIM_API int ts_manual_seed(uint64_t seed) {
  return shim::guarded([&] { at::manual_seed(seed); });
}

SHIM_API int ts_default_generator(int32_t device_type, int32_t device_index, void** generator) {
  return shim::guarded([&] {
    const c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    *generator = new at::Generator(at::globalContext().defaultGenerator(device));
  });
}

// A generator of its own on the device, seeded.
SHIM_API int ts_new_generator(uint64_t seed, int32_t device_type, int32_t device_index, void** generator) {
  return shim::guarded([&] {
    const c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    at::Generator made = device.is_cpu() ? at::detail::createCPUGenerator() : at::globalContext().defaultGenerator(device).clone();
    made.set_current_seed(seed);
    *generator = new at::Generator(std::move(made));
  });
}

SHIM_API void ts_release_generator(void* generator) { delete static_cast<at::Generator*>(generator); }

SHIM_API int ts_generator_seed(void* generator, uint64_t* seed) {
  return shim::guarded([&] { *seed = generator_of(generator).current_seed(); });
}

SHIM_API int ts_generator_set_seed(void* generator, uint64_t seed) {
  return shim::guarded([&] { generator_of(generator).set_current_seed(seed); });
}

// A seed that the system's entropy gives.
SHIM_API int ts_generator_reseed(void* generator, uint64_t* seed) {
  return shim::guarded([&] { *seed = generator_of(generator).seed(); });
}

SHIM_API int ts_generator_state(void* generator, void** state) {
  return shim::guarded([&] { *state = shim::release(generator_of(generator).get_state()); });
}

SHIM_API int ts_generator_set_state(void* generator, const void* state) {
  return shim::guarded([&] { generator_of(generator).set_state(shim::borrow(state)); });
}

SHIM_API int ts_cuda_devices(int32_t* count) {
  return shim::guarded([&] { *count = torch::cuda::is_available() ? static_cast<int32_t>(torch::cuda::device_count()) : 0; });
}

SHIM_API int ts_cuda_cudnn(int32_t* available) {
  return shim::guarded([&] { *available = torch::cuda::cudnn_is_available() ? 1 : 0; });
}

SHIM_API int ts_cuda_synchronize(int64_t device_index) {
  return shim::guarded([&] { torch::cuda::synchronize(device_index); });
}
