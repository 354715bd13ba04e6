// The C face of libtorch that the managed code calls. Every function returns 0, or 1 with a message in ts_last_error().
#pragma once

#include <cstdint>
#include <exception>
#include <string>

#include <c10/core/TensorImpl.h>
#include <c10/core/UndefinedTensorImpl.h>
#include <c10/util/Exception.h>

namespace shim {

// What a Value carries; the managed enum ValueKind has the same numbers.
enum Kind : int32_t {
  None = 0,
  Default = 1,
  Tensor = 2,
  Integer = 3,
  Real = 4,
  Boolean = 5,
  Integers = 6,
  Tensors = 7,
  OptionalTensors = 8,
  Device = 9,
  Generator = 10,
  Text = 11,
};

struct Value {
  int32_t kind;
  int32_t count;
  union {
    int64_t integer;
    double real;
    const void* pointer;
  };
};

void remember_error(const char* message) noexcept;

// Runs body and turns what it throws into the return code and message: nothing may unwind into managed frames.
template <class Body>
int guarded(Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& error) {
    remember_error(error.what_without_backtrace());
  } catch (const std::exception& error) {
    remember_error(error.what());
  } catch (...) {
    remember_error("libtorch threw something that is not an exception");
  }
  return 1;
}

using Pointer = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

}  // namespace shim

#define SHIM_API extern "C" __attribute__((visibility("default")))
