using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Moboga;

/// <summary>Finds candidates by running NSGA-II on the models, with the lower confidence bound of each objective.</summary>
/// <remarks>
/// Belakaria, Deshwal, Doppa 2020, section 4: NSGA-II solves the cheap multi-objective problem formed by the acquisition functions, and a batch is
/// chosen from its last population. A candidate is feasible if constraints hold with a probability above one half; others are ranked by how unlikely
/// that is. Nothing is evaluated.
/// </remarks>
/// <param name="specification">The specification, with its defaults filled in.</param>
/// <param name="space">The space to search.</param>
/// <param name="seed">The seed of the random numbers.</param>
sealed class EvolvedCandidates(AlgorithmSpecification specification, SearchSpace space, long seed) : ICandidateSource
{
    /// <summary>With the usual population of 100, about as many candidates are examined as <c>gp-ehvi</c> takes from a large space.</summary>
    const int Generations = 20;

    /// <summary>The number of standard deviations below the mean; the same as in the reference point of the expected improvement.</summary>
    const double Optimism = 2;

    const double LeastChance = 0.5;
    const int TournamentSize = 2;

    /// <summary>The number of attempts per wanted child, where most children are known already.</summary>
    const int AttemptsPerChild = 4;

    readonly GenotypeVariation _variation = new(specification, space);
    HashSet<Architecture>? _evolved;

    /// <summary>Returns whether a candidate belongs to the last population.</summary>
    public bool Contains(Architecture candidate) => _evolved?.Contains(candidate) == true;

    /// <summary>Discards the population. To be called when members change.</summary>
    public void Forget() => _evolved = null;

    public CandidateCatalogue Collect(SearchSituation situation, Func<CandidateCatalogue, FittedModels> fit)
    {
        Architecture[] observed = [.. situation.Members.Select(member => member.Architecture)];
        _evolved ??= Evolve(situation, fit(CandidateCatalogue.Of(space, observed)), RandomStream.For(seed, situation.Generation, int.MaxValue - 1));
        return CandidateCatalogue.Of(space, [.. _evolved, .. observed, .. situation.Pending]);
    }

    HashSet<Architecture> Evolve(SearchSituation situation, FittedModels fitted, RandomStream random)
    {
        var members = situation.Members;
        var size = specification.PopulationSize!.Value;
        var met = members.Select(member => member.Architecture).ToHashSet();
        IReadOnlyList<Member> parents = Best(members, size);

        // Observed members have children but no place in the population, which consists of candidates to propose.
        Member[] population = [.. Rate(Children(parents, (size + 1) / 2)), .. Rate(New(size / 2, () => space.Sample(random)))];
        for (var generation = 0; generation < Generations && population.Length > 0; generation++)
        {
            population = Best([.. population, .. Rate(Children(population, size))], size);
        }

        return [.. population.Select(member => member.Architecture)];

        Architecture[] Children(IReadOnlyList<Member> parents, int count)
        {
            var ranked = RankedPopulation.Of(parents, new CrowdingScore());
            return New(count, () => Child(ranked, parents.Count));
        }

        Architecture Child(RankedPopulation ranked, int count)
        {
            var first = ranked.Tournament(TournamentSize, random);
            return count > 1 && random.NextDouble() < _variation.CrossoverProbability
                ? _variation.Cross(first.Architecture, ranked.Tournament(TournamentSize, random, except: first).Architecture, random)
                : _variation.Mutate(first.Architecture, random);
        }

        Architecture[] New(int count, Func<Architecture> draw)
        {
            var found = new List<Architecture>(count);
            for (var attempt = 0; attempt < AttemptsPerChild * count && found.Count < count; attempt++)
            {
                var candidate = space.Canonicalise(draw());
                if (met.Add(candidate) && space.Features.IsConnected(candidate) && situation.Problem.IsFeasible?.Invoke(candidate) != false)
                {
                    found.Add(candidate);
                }
            }

            return [.. found];
        }

        IEnumerable<Member> Rate(Architecture[] candidates) => EvolvedCandidates.Rate(candidates, fitted, space);
    }

    static Member[] Best(IReadOnlyList<Member> members, int count) => [.. RankedPopulation.Of(members, new CrowdingScore()).BestFirst.Take(count)];

    /// <summary>Returns each candidate as a member whose objectives are the confidence bounds, in the modelled units.</summary>
    static IEnumerable<Member> Rate(Architecture[] candidates, FittedModels fitted, SearchSpace space)
    {
        if (candidates.Length == 0)
        {
            return [];
        }

        var catalogue = CandidateCatalogue.Of(space, candidates);
        int[] places = [.. Enumerable.Range(0, candidates.Length)];
        var predictions = new Predictions(catalogue, fitted.Models);
        predictions.Refine(places);
        var chances = Chances.Of(catalogue, fitted.Constraints, places);
        return places.Select(place => new Member
        {
            Space = space,
            Architecture = candidates[place],
            Status = ObservationStatus.Evaluated,
            Objectives = [.. predictions.Marginals.Select(marginals => marginals.Means[place] - (Optimism * marginals.Deviations[place]))],
            Violation = Math.Max(0, LeastChance - chances[place]),
        });
    }
}
