using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded for gradients.</summary>
        public bool requires_grad
        {
            get
            {
                LibTorch.Check(LibTorch.ts_requires_grad(Handle, out var required));
                GC.KeepAlive(this);
                return required != 0;
            }

            set
            {
                LibTorch.Check(LibTorch.ts_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>What the backward passes accumulated, as a new handle; null before the first.</summary>
        public Tensor? grad
        {
            get
            {
                LibTorch.Check(LibTorch.ts_gradient(Handle, out var gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set
            {
                LibTorch.Check(LibTorch.ts_set_gradient(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public bool is_leaf => Describe().IsLeaf != 0;

        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad()
        {
            LibTorch.Check(LibTorch.ts_retain_grad(Handle));
            GC.KeepAlive(this);
        }

        /// <summary>Accumulates the gradients of this scalar in the leaves it was computed from.</summary>
        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Aten.Call("detach", this);

        public Tensor detach_() => Aten.Call("detach_", this);
    }
}
