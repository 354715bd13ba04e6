using Serverless.Learning.Balancing;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;

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

    [Theory]
    [InlineData("gaussian-process", Balancers.Mgda, "no losses by target")]
    [InlineData("ridge", Balancers.Mgda, "no losses by target")]
    [InlineData("hw-pr-nas", Balancers.Mgda, "no losses by target")]
    [InlineData("brp-nas", "none", "cagrad, chebyshev")]
    public void Fit_BalancerThatCannotBe_IsRefused(string kind, string balancer, string expected) =>
        Should.Throw<ArgumentException>(() =>
            SurrogateFitters.Find(kind)!.Fit(SmallSets.Of(new NasBenchMacroSpace(), 20), Options with { Balancer = balancer }, CancellationToken.None))
            .Message.ShouldContain(expected);
}
