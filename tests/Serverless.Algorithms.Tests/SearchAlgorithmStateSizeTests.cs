using System.Text.Json;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>A state grows by a few characters for each candidate, and by nothing else.</summary>
public sealed class SearchAlgorithmStateSizeTests
{
    /// <summary>Six edges of three bits are three bytes, four characters of base64.</summary>
    const int CharactersPerCandidate = 4;

    /// <summary>Populations, archives and numbers whose text is longer or shorter.</summary>
    const int MostElse = 8_000;

    public static TheoryData<string> Names => [.. SearchAlgorithms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void State_ThousandsOfCandidates_GrowsByFourCharactersEach(string name)
    {
        var algorithm = SearchAlgorithms.Create(TestAlgorithms.Specification(name), new NasBench201Space(), 1, null);

        var generations = TestAlgorithms.FitsModels(name) ? 8 : 150;
        for (var generation = 0; generation < generations; generation++)
        {
            algorithm.Tell([.. algorithm.Ask(20).Select(ClosedForm.Observe)]);
        }

        var state = algorithm.State;
        var begun = SearchAlgorithms.Create(TestAlgorithms.Specification(name), new NasBench201Space(), 1, null).State;
        var weights = begun.Weights?.Length ?? 0;
        (state.Weights?.Length ?? 0).ShouldBe(weights);
        JsonSerializer.Serialize(state, AlgorithmsJson.Default.AlgorithmState).Length.ShouldBeLessThan(state.Seen.Length + weights + MostElse);
        state.Seen.Length.ShouldBeLessThanOrEqualTo(CharactersPerCandidate * 3000);
    }
}
