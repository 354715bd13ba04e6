using Serverless.Core.Surrogates;
using Serverless.Learning.Balancing;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates;

public sealed class BalancedLossTests
{
    static readonly SurrogateFitOptions Options = new() { Seed = 2, Members = 2, Epochs = 8, Device = "cpu" };

    [Fact]
    public void Fit_WithABalancer_RanksBothTargets()
    {
        var set = SmallSets.Of(new NasBenchMacroSpace(), 60);

        using var fitted = SurrogateFitters.Find("pareto-hybrid")!.Fit(set, Options with { Balancer = Balancers.Mgda }, CancellationToken.None);

        fitted.Metadata.HeldOut!.Spearman.ShouldAllBe(spearman => spearman > 0.5);
    }

    [Fact]
    public void Fit_SeveralPlatforms_BalancesTheirLosses()
    {
        var one = SmallSets.Of(new NasBenchMacroSpace(), 60);
        var set = new SurrogateTrainingSet(
            one.Specification, one.Shape, [.. one.Targets, SmallSets.Latency with { Device = "phone" }], one.Architectures,
            [.. Enumerable.Range(0, one.Count).SelectMany(index => new[] { one.ValuesOf(index)[0], one.ValuesOf(index)[1], 10 - one.ValuesOf(index)[1] })]);

        byte[] Fit(string? balancer)
        {
            using var fitted = SurrogateFitters.Find("hw-pr-nas")!.Fit(set, Options with { Balancer = balancer }, CancellationToken.None);
            return fitted.ToOnnx();
        }

        Fit(Balancers.Equal).ShouldNotBe(Fit(Balancers.Mgda));
    }

    [Theory]
    [InlineData(Balancers.GradNorm)]
    [InlineData(Balancers.Dwa)]
    [InlineData(Balancers.Uncertainty)]
    [InlineData(Balancers.Mgda)]
    [InlineData(Balancers.Equal)]
    public void Of_BatchThatKnowsNothingOfATarget_LeavesItOutOfTheStepAndOfWhatIsRemembered(string name)
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(tensor(new[] { 1f, 2f }));
        var (balanced, undisturbed) = (new BalancedLoss(name, [weight], 2), new BalancedLoss(name, [weight], 2));
        var targets = SmallSets.Of(new NasBenchMacroSpace(), 2).Targets;
        var (both, first) = (tensor(new float[,] { { 1, 1 } }), tensor(new float[,] { { 1, 0 } }));
        var random = RandomStream.For(1, 0, 0);

        var alone = Loss(balanced, first);
        autograd.grad([alone], [weight])[0].data<float>().ToArray()[1].ShouldBe(0);
        alone.item<float>().ShouldBeGreaterThan(0);
        var together = Loss(balanced, both).item<float>();
        if (name is Balancers.Mgda or Balancers.Equal)
        {
            together.ShouldBe(Loss(undisturbed, both).item<float>(), "nothing is remembered");
        }

        float.IsFinite(together).ShouldBeTrue();
        Loss(balanced, zeros(1, 2)).item<float>().ShouldBe(0);

        Tensor Loss(BalancedLoss loss, Tensor known) => loss.Of(
            batch => (weight.square() * batch.Known.squeeze(0)).sum(), new FitBatch(zeros(1, 2), known, ones(1, 1), targets), random);
    }

    [Theory]
    [InlineData("gaussian-process", Balancers.Mgda, "no separate loss for each objective")]
    [InlineData("ridge", Balancers.Mgda, "use the kind hw-pr-nas or lclr or pareto-hybrid")]
    [InlineData("hw-pr-nas", Balancers.Mgda, "name at most one device")]
    [InlineData("gates", Balancers.Mgda, "a separate network for each objective")]
    [InlineData("brp-nas", "none", "cagrad, chebyshev")]
    public void Fit_BalancerThatCannotBe_IsRefused(string kind, string balancer, string expected) =>
        Should.Throw<ArgumentException>(() =>
            SurrogateFitters.Find(kind)!.Fit(SmallSets.Of(new NasBenchMacroSpace(), 20), Options with { Balancer = balancer }, CancellationToken.None))
            .Message.ShouldContain(expected);
}
