using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Aten.Call("matmul", this, target);

        public Tensor mm(Tensor target) => Aten.Call("mm", this, target);

        public Tensor bmm(Tensor batch2) => Aten.Call("bmm", this, batch2);

        public Tensor mv(Tensor target) => Aten.Call("mv", this, target);

        public Tensor dot(Tensor target) => Aten.Call("dot", this, target);

        public Tensor outer(Tensor vec2) => Aten.Call("outer", this, vec2);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Aten.Call("norm.Scalar", this, p);

        /// <summary>The p-norms along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            Aten.Call("norm.ScalarOpt_dim", this, p, new long[] { dim }, keepdim);
    }
}
