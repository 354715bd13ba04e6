using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a division's result is rounded.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.Call("add.Tensor", this, target);

        public Tensor add(Tensor target, Scalar alpha) => Aten.Call("add.Tensor", this, target, alpha);

        public Tensor add(Scalar scalar) => Aten.Call("add.Scalar", this, scalar);

        public Tensor add_(Tensor target) => Aten.Call("add_.Tensor", this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Aten.Call("add_.Tensor", this, target, alpha);

        public Tensor add_(Scalar scalar) => Aten.Call("add_.Scalar", this, scalar);

        public Tensor sub(Tensor target) => Aten.Call("sub.Tensor", this, target);

        public Tensor sub(Scalar target) => Aten.Call("sub.Scalar", this, target);

        public Tensor sub_(Tensor target) => Aten.Call("sub_.Tensor", this, target);

        public Tensor sub_(Scalar target) => Aten.Call("sub_.Scalar", this, target);

        public Tensor mul(Tensor target) => Aten.Call("mul.Tensor", this, target);

        public Tensor mul(Scalar target) => Aten.Call("mul.Scalar", this, target);

        public Tensor mul_(Tensor target) => Aten.Call("mul_.Tensor", this, target);

        public Tensor mul_(Scalar target) => Aten.Call("mul_.Scalar", this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.Call("div.Tensor_mode", this, target, Name(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.Call("div.Scalar_mode", this, target, Name(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.Call("div_.Tensor_mode", this, target, Name(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.Call("div_.Scalar_mode", this, target, Name(rounding_mode));

        public Tensor remainder(Tensor target) => Aten.Call("remainder.Tensor", this, target);

        public Tensor remainder(Scalar scalar) => Aten.Call("remainder.Scalar", this, scalar);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call("addcmul", this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call("addcmul_", this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call("addcdiv", this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call("addcdiv_", this, tensor1, tensor2, value);

        public Tensor pow(Tensor exponent) => Aten.Call("pow.Tensor_Tensor", this, exponent);

        public Tensor pow(Scalar exponent) => Aten.Call("pow.Tensor_Scalar", this, exponent);

        public Tensor square() => pow(2);

        public Tensor neg() => Aten.Call("neg", this);

        public Tensor negative() => neg();

        public Tensor abs() => Aten.Call("abs", this);

        public Tensor sign() => Aten.Call("sign", this);

        public Tensor reciprocal() => Aten.Call("reciprocal", this);

        public Tensor sqrt() => Aten.Call("sqrt", this);

        public Tensor rsqrt() => Aten.Call("rsqrt", this);

        public Tensor exp() => Aten.Call("exp", this);

        public Tensor exp_() => Aten.Call("exp_", this);

        public Tensor expm1() => Aten.Call("expm1", this);

        public Tensor log() => Aten.Call("log", this);

        public Tensor log1p() => Aten.Call("log1p", this);

        public Tensor log2() => Aten.Call("log2", this);

        public Tensor sin() => Aten.Call("sin", this);

        public Tensor cos() => Aten.Call("cos", this);

        public Tensor floor() => Aten.Call("floor", this);

        public Tensor ceil() => Aten.Call("ceil", this);

        public Tensor round(long decimals = 0L) => decimals == 0 ? Aten.Call("round", this) : Aten.Call("round.decimals", this, decimals);

        public Tensor trunc() => Aten.Call("trunc", this);

        public Tensor erf() => Aten.Call("erf", this);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Call("clamp", this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.Call("clamp_", this, min, max);

        public Tensor maximum(Tensor other) => Aten.Call("maximum", this, other);

        public Tensor minimum(Tensor other) => Aten.Call("minimum", this, other);

        public Tensor lerp_(Tensor end, Tensor weight) => Aten.Call("lerp_.Tensor", this, end, weight);

        public Tensor fill_(Scalar value) => Aten.Call("fill_.Scalar", this, value);

        public Tensor zero_() => Aten.Call("zero_", this);

        static string? Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }
}
