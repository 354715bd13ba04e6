using Serverless.Domain.Searches;

namespace Serverless.Algorithms;

/// <summary>Joins observations to the proposals that they answer.</summary>
static class PendingObservations
{
    /// <summary>The told individuals, in proposal order.</summary>
    /// <exception cref="ArgumentException">See <see cref="ISearchAlgorithm.Tell"/>.</exception>
    public static IReadOnlyList<Individual> Match(IReadOnlyList<ProposedCandidate> pending, IReadOnlyList<Observation> observations)
    {
        var byCandidate = pending.ToDictionary(proposal => proposal.Id);
        var individuals = new Dictionary<ProposedCandidate, Individual>();
        foreach (var observation in observations)
        {
            if (!byCandidate.TryGetValue(observation.Candidate, out var proposal))
            {
                throw new ArgumentException($"Candidate {observation.Candidate} is not waiting for an observation.", nameof(observations));
            }

            if (observation.Status == ObservationStatus.Evaluated != observation.Objectives.Count > 0)
            {
                throw new ArgumentException(
                    $"Candidate {observation.Candidate} is {observation.Status} with {observation.Objectives.Count} objective(s).",
                    nameof(observations));
            }

            var individual = new Individual(
                proposal.Id, proposal.Architecture, observation.Status, observation.Objectives, observation.Violation);
            if (!individuals.TryAdd(proposal, individual))
            {
                throw new ArgumentException($"Candidate {observation.Candidate} is told twice.", nameof(observations));
            }
        }

        return [.. pending.Where(individuals.ContainsKey).Select(proposal => individuals[proposal])];
    }
}
