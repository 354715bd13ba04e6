using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor relu() => Aten.Call("relu", this);

        public Tensor relu_() => Aten.Call("relu_", this);

        public Tensor relu6() => Aten.Call("relu6", this);

        public Tensor leaky_relu(Scalar negative_slope) => Aten.Call("leaky_relu", this, negative_slope);

        public Tensor sigmoid() => Aten.Call("sigmoid", this);

        public Tensor sigmoid_() => Aten.Call("sigmoid_", this);

        public Tensor log_sigmoid() => Aten.Call("log_sigmoid", this);

        public Tensor tanh() => Aten.Call("tanh", this);

        public Tensor tanh_() => Aten.Call("tanh_", this);

        public Tensor gelu() => Aten.Call("gelu", this);

        public Tensor silu() => Aten.Call("silu", this);

        public Tensor hardswish() => Aten.Call("hardswish", this);

        public Tensor hardsigmoid() => Aten.Call("hardsigmoid", this);

        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.Call("softplus", this, beta, threshold);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.Call("softmax.int", this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.Call("log_softmax.int", this, dim, dtype);
    }
}
