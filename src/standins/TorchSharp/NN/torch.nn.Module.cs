using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A network or a part of one: it owns parameters, buffers and sub-modules. A derived class calls
        /// <see cref="RegisterComponents"/> at the end of its constructor to have its fields registered by name.
        /// </summary>
        public partial class Module : IDisposable
        {
            readonly OrderedDictionary<string, Parameter> _parameters = [];
            readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> _buffers = [];
            readonly OrderedDictionary<string, Module> _modules = [];
            readonly string _name;
            bool _componentsRegistered;

            protected Module(string name) => _name = name;

            /// <summary>Whether layers such as dropout and batch normalisation behave as in training.</summary>
            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => _name;

            /// <summary>Sets the training mode here and in all sub-modules.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var module in _modules.Values)
                {
                    module.train(train);
                }
            }

            public virtual void eval() => train(false);

            /// <summary>Applies a function to every sub-module, innermost first, and to this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (var module in _modules.Values)
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>Forgets the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null)
                    {
                        continue;
                    }

                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        gradient.zero_().Dispose();
                    }
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes parameters, buffers and sub-modules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }

                foreach (var parameter in _parameters.Values)
                {
                    parameter.Dispose();
                }

                foreach (var (buffer, _) in _buffers.Values)
                {
                    buffer.Dispose();
                }

                foreach (var module in _modules.Values)
                {
                    module.Dispose();
                }
            }

            /// <summary>Registers the fields that hold modules, parameters or other tensors (as buffers), by their names.</summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered)
                {
                    return;
                }

                _componentsRegistered = true;
                for (var type = GetType(); type != typeof(Module) && type is not null; type = type.BaseType)
                {
                    const BindingFlags Declared =
                        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
                    foreach (var field in type.GetFields(Declared))
                    {
                        Register(field.Name, field.GetValue(this));
                    }
                }
            }

            void Register(string field, object? value)
            {
                if (_modules.ContainsKey(field) || _parameters.ContainsKey(field) || _buffers.ContainsKey(field))
                {
                    return;
                }

                switch (value)
                {
                    case Module module:
                        register_module(field, module);
                        break;
                    case Parameter parameter:
                        register_parameter(field, parameter);
                        break;
                    case Tensor tensor:
                        register_buffer(field, tensor);
                        break;
                }
            }
        }
    }
}
