using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.ModelBased;

public sealed class ModelSettingsTests
{
    const int Batch = 8;

    static readonly NasBench201Space Space = new();

    [Fact]
    public void Of_NoOptions_AreFeaturesOfTheSpaceAndTheUsualKernel() =>
        ModelSettings.Of(new AlgorithmSpecification { Name = "gp-ehvi" }.Completed(), Space).ShouldBe(new ModelSettings(Space.Features, KernelKind.Matern52, IsTransformed: true));

    [Theory]
    [InlineData("features", "costs")]
    [InlineData("features", "choices")]
    [InlineData("kernel", "squaredExponential")]
    [InlineData("kernel", "hamming")]
    [InlineData("transform", "none")]
    public void Ask_OtherModel_ProposesOthersWithinTheSameRules(string option, string value)
    {
        var specification = new AlgorithmSpecification { Name = "gp-ehvi" };
        var other = option switch
        {
            "features" => specification with { Features = value },
            "kernel" => specification with { Kernel = value },
            _ => specification with { Transform = value },
        };

        var proposed = Proposed(other);

        proposed.Distinct().Count().ShouldBe(proposed.Length);
        proposed.ShouldNotBe(Proposed(specification));
        Proposed(other).ShouldBe(proposed);
    }

    [Fact]
    public void OfAll_OtherFeatures_IsACatalogueOfItsOwn()
    {
        var analytic = CandidateCatalogue.OfAll(Space);
        var choices = CandidateCatalogue.OfAll(Space, Space.ChoiceFeatures);

        choices.Architectures.ShouldBe(analytic.Architectures);
        choices.Function.Features.ShouldBe(30, "five choices of six edges");
        analytic.Function.Features.ShouldNotBe(30);
        CandidateCatalogue.OfAll(Space, Space.ChoiceFeatures).ShouldBeSameAs(choices);
        choices.IsConnected.ShouldBe(analytic.IsConnected, "that is a fact of the space");
    }

    static CandidateId[] Proposed(AlgorithmSpecification specification)
    {
        var algorithm = SearchAlgorithms.Create(specification, Space, seed: 1, state: null);
        var ids = new List<CandidateId>();
        for (var generation = 0; generation < 3; generation++)
        {
            var batch = algorithm.Ask(Batch);
            ids.AddRange(batch.Select(proposal => proposal.Id));
            algorithm.Tell([.. batch.Select(ClosedForm.Evaluate)]);
        }

        return [.. ids];
    }
}
