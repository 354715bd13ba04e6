using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Moead;

public sealed class MoeadAlgorithmTests
{
    const int Population = 10;

    [Fact]
    public void Tell_NothingFeasibleYet_BreedsFromThoseThatViolateLeast()
    {
        var algorithm = SearchAlgorithms.Create(new() { Name = "moead", PopulationSize = Population }, new NasBench201Space(), seed: 1, state: null);
        var told = new List<Observation>();
        for (var generation = 0; generation < 6; generation++)
        {
            Observation[] observed = [.. algorithm.Ask(Population).Select(proposal => new Observation(
                proposal.Id, ObservationStatus.Infeasible, [], 1 + ClosedForm.Objectives(proposal.Architecture)[1]))];
            algorithm.Tell(observed);
            told.AddRange(observed);
        }

        algorithm.State.Population.Select(member => member.Violation).Order().ShouldBe(told.Select(one => one.Violation).Order().Take(Population));
    }
}
