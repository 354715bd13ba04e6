using Serverless.Core.Engine;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Tests.Engine;

public sealed class SurrogatePlanningTests
{
    [Theory]
    [InlineData("epochs-3", 100, false)]
    [InlineData("epochs-3", 109, false)]
    [InlineData("epochs-3", 110, true)]
    [InlineData("epochs-9", 11, false)] // fewer than a first fit needs
    [InlineData("epochs-9", 12, true)]
    [InlineData("epochs-9", 60, true)]
    public void IsFitDue_ExamplesOfAnotherFidelity_AreNew(string fidelity, int examples, bool isDue) =>
        SurrogatePlanning.IsFitDue(Specification, Learnable(fidelity, examples), Decision("epochs-3")).ShouldBe(isDue);

    [Fact]
    public void IsFitDue_FidelityNotRecorded_CountsAsTheSame() =>
        SurrogatePlanning.IsFitDue(Specification, Learnable("epochs-9", 60), Decision(fidelity: null)).ShouldBeFalse();

    static SurrogateSpecification Specification { get; } = SurrogateSpecification.Default("ridge") with { StartupTrials = 12 };

    static SurrogateDecision Decision(string? fidelity) =>
        new() { Generation = 4, Role = SurrogateRole.Active, Reason = "It chooses.", Surrogate = "s1-g2", FittedTo = 100, FittedFidelity = fidelity };

    static LearnableExamples Learnable(string fidelity, int examples) =>
        new([], fidelity, [.. Enumerable.Range(0, examples).Select(number => new SurrogateExample($"{number}", new Dictionary<string, double> { ["accuracy"] = number }))]);
}
