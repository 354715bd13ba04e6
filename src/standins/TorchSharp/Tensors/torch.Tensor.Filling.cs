using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.Call("uniform_", this, from, to, generator);

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            Aten.Call("normal_", this, mean, std, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.Call("bernoulli_.float", this, p, generator);

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) =>
            Aten.Call("exponential_", this, lambda, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.Call("multinomial", this, num_samples, replacement, generator);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("rand_like", dtype, device, requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("randn_like", dtype, device, requires_grad);

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("zeros_like", dtype, device, requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("ones_like", dtype, device, requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Like("empty_like", dtype, device, requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Aten.Call("full_like", this, value, dtype, Argument.None, device).with_requires_grad(requires_grad);

        Tensor Like(string name, ScalarType? dtype, Device? device, bool requires_grad) =>
            Aten.Call(name, this, dtype, Argument.None, device).with_requires_grad(requires_grad);
    }
}
