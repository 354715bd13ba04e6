// Gradients: who needs them, what they are, and the backward pass.
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include "tensor_handles.h"

SHIM_API int ts_requires_grad(const void* handle, int32_t* requires_grad) {
  return shim::guarded([&] { *requires_grad = shim::borrow(handle).requires_grad() ? 1 : 0; });
}

SHIM_API int ts_set_requires_grad(const void* handle, int32_t requires_grad) {
  return shim::guarded([&] { shim::borrow(handle).set_requires_grad(requires_grad != 0); });
}

SHIM_API int ts_retain_grad(const void* handle) {
  return shim::guarded([&] { shim::borrow(handle).retain_grad(); });
}

// The gradient, or null when there is none.
SHIM_API int ts_gradient(const void* handle, void** gradient) {
  return shim::guarded([&] { *gradient = shim::release(shim::borrow(handle).grad()); });
}

SHIM_API int ts_set_gradient(const void* handle, const void* gradient) {
  return shim::guarded([&] { shim::borrow(handle).mutable_grad() = shim::borrow(gradient); });
}

SHIM_API int ts_grad_enabled() { return at::GradMode::is_enabled() ? 1 : 0; }

SHIM_API void ts_set_grad_enabled(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

SHIM_API int ts_backward(
    const void* const* outputs, int32_t output_count, const void* const* seeds, int32_t seed_count, int32_t retain_graph,
    int32_t create_graph, const void* const* inputs, int32_t input_count) {
  return shim::guarded([&] {
    torch::autograd::backward(
        shim::borrow_all(outputs, output_count), shim::borrow_all(seeds, seed_count), retain_graph != 0, create_graph != 0,
        shim::borrow_all(inputs, input_count));
  });
}

// Fills one gradient per input; an unused input's is null.
SHIM_API int ts_grad(
    const void* const* outputs, int32_t output_count, const void* const* inputs, int32_t input_count, const void* const* seeds,
    int32_t seed_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, void** gradients) {
  return shim::guarded([&] {
    auto found = torch::autograd::grad(
        shim::borrow_all(outputs, output_count), shim::borrow_all(inputs, input_count), shim::borrow_all(seeds, seed_count),
        retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) gradients[i] = shim::release(std::move(found[i]));
  });
}
