// A tensor handle is a TensorImpl* that owns one reference; null stands for an undefined tensor.
#pragma once

#include <ATen/core/Tensor.h>

#include "shim.h"

namespace shim {

// A tensor that shares the handle's TensorImpl; the handle keeps its own reference.
inline at::Tensor borrow(const void* handle) {
  if (handle == nullptr) return at::Tensor();
  auto* implementation = static_cast<c10::TensorImpl*>(const_cast<void*>(handle));
  return at::Tensor(Pointer::reclaim_copy(implementation));
}

// Hands the tensor's reference over to the caller.
inline void* release(at::Tensor tensor) {
  return tensor.defined() ? static_cast<void*>(tensor.unsafeReleaseTensorImpl()) : nullptr;
}

inline std::vector<at::Tensor> borrow_all(const void* const* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int32_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

}  // namespace shim
