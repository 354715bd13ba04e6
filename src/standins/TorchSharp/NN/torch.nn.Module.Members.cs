using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Adds a parameter; it leaves its dispose scope.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!_parameters.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                }

                param.DetachFromDisposeScope();
            }

            /// <summary>Adds a tensor that is part of the state but not learned; it leaves its dispose scope.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (!_buffers.TryAdd(name, (tensor, persistent)))
                {
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                }

                tensor.DetachFromDisposeScope();
            }

            /// <summary>Adds a sub-module.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                ArgumentNullException.ThrowIfNull(submodule);
                if (name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"module name can't contain \".\", got: {name}", nameof(name));
                }

                if (!_modules.TryAdd(name, submodule))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }

                submodule.RegisterComponents();
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Parameters with their dotted names, each once, in the order of registration.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                return Members(recurse, module => module._parameters.Select(entry => (entry.Key, entry.Value)))
                    .Where(member => seen.Add(member.Item));
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(member => member.parameter);

            /// <summary>Buffers with their dotted names, each once, in the order of registration.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                return Members(
                        recurse,
                        module => module._buffers
                            .Where(entry => entry.Value.Persistent || include_nonpersistent)
                            .Select(entry => (entry.Key, entry.Value.Tensor)))
                    .Where(member => seen.Add(member.Item));
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(member => member.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() =>
                _modules.Select(entry => (entry.Key, entry.Value));

            public virtual IEnumerable<Module> children() => _modules.Values;

            /// <summary>All modules below this one with their dotted names: its children first, then theirs.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                named_children().Concat(
                    named_children().SelectMany(
                        child => child.module.named_modules().Select(inner => ($"{child.name}.{inner.name}", inner.module))));

            public virtual IEnumerable<Module> modules() => named_modules().Select(member => member.module);

            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(member => member.name == target).parameter;

            public virtual Tensor? get_buffer(string target) =>
                named_buffers().FirstOrDefault(member => member.name == target).buffer;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>A registered parameter of this module itself, or null.</summary>
            private protected Parameter? Registered(string name) => _parameters.GetValueOrDefault(name);

            private protected Tensor? RegisteredBuffer(string name) => _buffers.GetValueOrDefault(name).Tensor;

            IEnumerable<(string Name, T Item)> Members<T>(bool recurse, Func<Module, IEnumerable<(string Name, T Item)>> own) =>
                recurse
                    ? own(this).Concat(
                        named_children().SelectMany(
                            child => child.module.Members(true, own).Select(inner => ($"{child.name}.{inner.Name}", inner.Item))))
                    : own(this);
        }
    }
}
