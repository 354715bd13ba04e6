// What a tensor is (type, place, shape, memory), and its reference count.
#include "tensor_handles.h"

namespace {

struct Description {
  int32_t scalar_type;
  int32_t device_type;
  int32_t device_index;
  int32_t dimensions;
  int64_t elements;
  int64_t element_size;
  int64_t storage_offset;
  int32_t contiguous;
  int32_t leaf;
};

}  // namespace

SHIM_API void ts_release(void* handle) {
  auto reference = shim::Pointer::reclaim(static_cast<c10::TensorImpl*>(handle));
}

// A second handle on the same tensor.
SHIM_API int ts_share(const void* handle, void** shared) {
  return shim::guarded([&] { *shared = shim::release(shim::borrow(handle)); });
}

SHIM_API int ts_describe(const void* handle, Description* description) {
  return shim::guarded([&] {
    const at::Tensor tensor = shim::borrow(handle);
    const auto device = tensor.device();
    *description = {
        static_cast<int32_t>(tensor.scalar_type()),
        static_cast<int32_t>(device.type()),
        static_cast<int32_t>(device.index()),
        static_cast<int32_t>(tensor.dim()),
        tensor.numel(),
        static_cast<int64_t>(tensor.element_size()),
        tensor.storage_offset(),
        tensor.is_contiguous() ? 1 : 0,
        tensor.is_leaf() ? 1 : 0,
    };
  });
}

// Fills two arrays of as many entries as the tensor has dimensions.
SHIM_API int ts_layout(const void* handle, int64_t* sizes, int64_t* strides) {
  return shim::guarded([&] {
    const at::Tensor tensor = shim::borrow(handle);
    for (int64_t i = 0; i < tensor.dim(); i++) {
      sizes[i] = tensor.size(i);
      strides[i] = tensor.stride(i);
    }
  });
}

SHIM_API int ts_data(const void* handle, void** data) {
  return shim::guarded([&] { *data = shim::borrow(handle).data_ptr(); });
}
