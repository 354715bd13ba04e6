using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Derivatives of tensors by the tensors they were computed from.</summary>
    public static partial class autograd
    {
        /// <summary>
        /// The derivatives of the outputs' sum, weighted by <paramref name="grad_outputs"/>, by each input. For derivatives of derivatives
        /// pass both <paramref name="create_graph"/> and <paramref name="retain_graph"/>.
        /// </summary>
        /// <returns>One tensor per input; an unused input's is invalid.</returns>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var from = Handles(outputs);
            var by = Handles(inputs);
            var weights = Handles(grad_outputs);
            var found = new nint[by.Length];
            fixed (nint* fromPointer = from, byPointer = by, weightPointer = weights, foundPointer = found)
            {
                LibTorch.Check(LibTorch.ts_grad(
                    fromPointer, from.Length, byPointer, by.Length, weightPointer, weights.Length, retain_graph ? 1 : 0,
                    create_graph ? 1 : 0, allow_unused ? 1 : 0, foundPointer));
            }

            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(found, handle => new Tensor(handle));
        }

        /// <summary>Accumulates derivatives in the leaves' <see cref="Tensor.grad"/>, or only in those named as inputs.</summary>
        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            var from = Handles(tensors);
            var weights = Handles(grad_tensors);
            var into = Handles(inputs);
            fixed (nint* fromPointer = from, weightPointer = weights, intoPointer = into)
            {
                LibTorch.Check(LibTorch.ts_backward(
                    fromPointer, from.Length, weightPointer, weights.Length, (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0,
                    intoPointer, into.Length));
            }

            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(tensor => tensor.Handle)];
    }
}
