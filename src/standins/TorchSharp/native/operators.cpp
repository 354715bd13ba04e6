// Calls any libtorch operator by name, through the dispatcher, so that one function serves them all.
#include <ATen/core/Generator.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>

#include "tensor_handles.h"

namespace {

using shim::Value;

// c10::optional or std::optional, as this libtorch has it.
using MaybeTensor = std::decay_t<decltype(std::declval<const c10::IValue&>().toOptional<at::Tensor>())>;

template <class T>
c10::List<T> list_of(const Value& value) {
  const auto* items = static_cast<const T*>(value.pointer);
  c10::List<T> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) list.push_back(items[i]);
  return list;
}

template <class Element>
c10::List<Element> tensors_of(const Value& value) {
  const auto* handles = static_cast<const void* const*>(value.pointer);
  c10::List<Element> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) {
    list.push_back(handles[i] == nullptr ? Element() : Element(shim::borrow(handles[i])));
  }
  return list;
}

c10::IValue to_ivalue(const Value& value, const c10::Argument& parameter) {
  switch (value.kind) {
    case shim::None: return c10::IValue();
    case shim::Default:
      TORCH_CHECK(parameter.default_value().has_value(), "argument '", parameter.name(), "' has no default");
      return *parameter.default_value();
    case shim::Tensor: return shim::borrow(value.pointer);
    case shim::Integer: return value.integer;
    case shim::Real: return value.real;
    case shim::Boolean: return value.integer != 0;
    case shim::Integers: return list_of<int64_t>(value);
    case shim::Tensors: return tensors_of<at::Tensor>(value);
    case shim::OptionalTensors: return tensors_of<MaybeTensor>(value);
    case shim::Device:
      return c10::Device(static_cast<c10::DeviceType>(value.count), static_cast<c10::DeviceIndex>(value.integer));
    case shim::Generator: return *static_cast<const at::Generator*>(value.pointer);
    case shim::Text: return std::string(static_cast<const char*>(value.pointer), value.count);
    default: TORCH_CHECK(false, "unknown value kind ", value.kind);
  }
}

void append(std::vector<Value>& results, at::Tensor tensor) {
  Value value{shim::Tensor, 0, {}};
  value.pointer = shim::release(std::move(tensor));
  results.push_back(value);
}

// A list of tensors becomes that many results, in order.
void append(std::vector<Value>& results, c10::IValue item) {
  Value value{shim::None, 0, {}};
  if (item.isTensor()) return append(results, std::move(item).toTensor());
  if (item.isTensorList()) {
    for (const at::Tensor& tensor : item.toTensorVector()) append(results, tensor);
    return;
  }
  if (item.isInt()) {
    value.kind = shim::Integer;
    value.integer = item.toInt();
  } else if (item.isDouble()) {
    value.kind = shim::Real;
    value.real = item.toDouble();
  } else if (item.isBool()) {
    value.kind = shim::Boolean;
    value.integer = item.toBool();
  } else {
    TORCH_CHECK(item.isNone(), "a result of type ", item.tagKind(), " is not supported");
  }
  results.push_back(value);
}

}  // namespace

// Finds the operator aten::name with that overload; the handle lives as long as the process.
SHIM_API int ts_operator(const char* name, const char* overload, void** found) {
  return shim::guarded([&] {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    *found = new c10::OperatorHandle(handle);
  });
}

// Calls an operator. Missing trailing arguments take the schema's defaults.
// The results stay valid until this thread's next call; tensors among them belong to the caller.
SHIM_API int ts_call(const void* found, const Value* arguments, int32_t count, const Value** results, int32_t* result_count) {
  thread_local std::vector<Value> storage;
  return shim::guarded([&] {
    const auto& handle = *static_cast<const c10::OperatorHandle*>(found);
    const auto& parameters = handle.schema().arguments();
    TORCH_CHECK(static_cast<size_t>(count) <= parameters.size(), handle.operator_name(), " takes at most ", parameters.size(), " arguments");

    torch::jit::Stack stack;
    stack.reserve(parameters.size());
    const Value missing{shim::Default, 0, {}};
    for (size_t i = 0; i < parameters.size(); i++) {
      stack.push_back(to_ivalue(i < static_cast<size_t>(count) ? arguments[i] : missing, parameters[i]));
    }
    handle.callBoxed(&stack);

    storage.clear();
    for (auto& item : stack) append(storage, std::move(item));
    *results = storage.data();
    *result_count = static_cast<int32_t>(storage.size());
  });
}
