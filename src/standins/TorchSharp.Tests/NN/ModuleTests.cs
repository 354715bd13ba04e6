using TorchSharp.Modules;

namespace TorchSharp.Tests.NN;

public sealed class ModuleTests
{
    [Fact]
    public void RegisterComponents_OfFields_NamesModulesParametersAndBuffers()
    {
        using var module = new Holder();

        module.named_parameters().Select(member => member.name)
            .ShouldBe(["_scale", "_inner.0.weight", "_inner.0.bias", "_inner.last.weight"]);
        module.named_buffers().Select(member => member.name).ShouldBe(["_offset"]);
        module.named_children().Select(member => member.name).ShouldBe(["_inner"]);
        module.named_modules().Select(member => member.name).ShouldBe(["_inner", "_inner.0", "_inner.last"]);
        module.get_parameter("_inner.0.bias").ShouldNotBeNull();
        module.has_buffer("_offset").ShouldBeTrue();
        module.has_parameter("_other").ShouldBeFalse();
    }

    [Fact]
    public void Train_AndEval_ReachEverySubModule()
    {
        using var module = new Holder();

        module.eval();
        module.modules().ShouldAllBe(inner => !inner.training);
        module.train();

        module.modules().ShouldAllBe(inner => inner.training);
        module.training.ShouldBeTrue();
    }

    [Fact]
    public void To_AnotherType_ConvertsParametersBuffersAndGradients()
    {
        using var module = new Holder();
        var weight = module.parameters().Last();
        module.call(randn(2, 3)).sum().backward();

        module.to(float64);

        module.parameters().ShouldAllBe(parameter => parameter.dtype == float64 && parameter.requires_grad && parameter.is_leaf);
        module.parameters().Last().grad!.dtype.ShouldBe(float64);
        module.buffers().Single().dtype.ShouldBe(float64);
        weight.dtype.ShouldBe(float64);
        module.call(randn(2, 3, float64)).dtype.ShouldBe(float64);
    }

    [Fact]
    public void To_AnIntegerType_IsRefused()
    {
        using var module = nn.Linear(2, 2);

        Should.Throw<ArgumentException>(() => module.to(int64));
    }

    [Fact]
    public void ZeroGrad_OfAModule_ForgetsGradients()
    {
        using var module = nn.Linear(2, 2);
        module.call(ones(1, 2)).sum().backward();
        module.weight.grad.ShouldNotBeNull();

        module.zero_grad();

        module.weight.grad.ShouldBeNull();
    }

    [Fact]
    public void Dispose_OfAModule_DisposesWhatItHolds() =>
        LiveTensors.AddedBy(() => new Holder().Dispose()).ShouldBeLessThanOrEqualTo(0);

    [Fact]
    public void Module_MadeInADisposeScope_OutlivesIt()
    {
        Linear module;
        using (NewDisposeScope())
        {
            module = nn.Linear(2, 2);
        }

        module.weight.IsInvalid.ShouldBeFalse();
        module.Dispose();
    }

    [Fact]
    public void RegisterModule_TwiceOrWithADot_IsRefused()
    {
        using var module = new Holder();

        Should.Throw<InvalidOperationException>(() => module.register_module("_inner", nn.ReLU()));
        Should.Throw<ArgumentException>(() => module.register_module("a.b", nn.ReLU()));
    }

    [Fact]
    public void Apply_ToEveryModule_VisitsEachOnce()
    {
        using var module = new Holder();
        var names = new List<string>();

        module.apply(inner => names.Add(inner.GetType().Name));

        names.ShouldBe(["Linear", "Linear", "Sequential", "Holder"]);
    }

    [Fact]
    public void Sequential_OfNothing_GivesItsInput()
    {
        using var input = ones(2);
        using var module = nn.Sequential();

        using (var output = module.call(input))
        {
            output.Equals(input).ShouldBeTrue();
        }

        input.IsInvalid.ShouldBeFalse();
    }

    sealed class Holder : nn.Module<Tensor, Tensor>
    {
        readonly Sequential _inner = nn.Sequential(nn.Linear(3, 2)).append("last", nn.Linear(2, 2, false));
        readonly Parameter _scale = nn.Parameter(ones(1));
        readonly Tensor _offset = zeros(2);

        public Holder()
            : base(nameof(Holder)) => RegisterComponents();

        public override Tensor forward(Tensor input) => (_inner.call(input) * _scale) + _offset;
    }
}
