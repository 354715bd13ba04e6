using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.DppNet;

/// <summary>DPP-Net: grows networks by one decision per round; a predictor chooses which extensions are trained and grow on.</summary>
/// <remarks>
/// Dong, Cheng, Juan, Wei, Sun 2018. Of all extensions of the kept networks, the predicted front is kept, filled up by crowding distance, and
/// trained; the next round begins when all of them have been observed. Once every decision is made, further passes change the decisions of the kept
/// networks one after the other by the same rule; if a whole pass finds nothing new, samples are proposed until the next observation.
/// While a round is pending, the next candidates in its ranking are proposed, then kept networks with their open decisions drawn at random.
/// </remarks>
sealed class DppNetAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "dpp-net";

    /// <summary>The largest number of genotypes that are kept for one candidate while it grows.</summary>
    const int MostGenotypes = 4;

    readonly ProblemDefinition _problem;
    readonly int _keptCount;
    readonly int _trainingSize;
    readonly Growth _growth;
    readonly ObjectivePredictor _predictor;
    GrowthPlan _plan;

    public DppNetAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
        : base(AlgorithmName, space, seed, state)
    {
        _problem = problem;
        _keptCount = specification.PopulationSize!.Value;
        _trainingSize = specification.TrainingSize!.Value;
        _growth = new Growth(space);
        _predictor = new ObjectivePredictor(space, problem, ModelSettings.Of(specification, space));
        _plan = GrowthPlan.Of(state?.Parameters, space);
    }

    /// <value>Whether every decision has been made once.</value>
    bool IsGrown => Cursor > _growth.Decisions.Length;

    /// <value>The number of decisions, in genotype order, that are made in the networks that the plan keeps.</value>
    int Decided => Cursor == 0 ? 0 : IsGrown ? Space.Dimensions.Count : _growth.Decisions[Cursor - 1] + 1;

    protected override Child Breed(RandomStream random)
    {
        for (var round = 0; round <= _growth.Decisions.Length && IsRoundOver && _plan.EndedIn != Generation + 1; round++)
        {
            _plan = round < _growth.Decisions.Length || !IsGrown ? Grow() : _plan with { EndedIn = Generation + 1 };
        }

        return (_plan.Kept.FirstOrDefault(IsOpen) ?? _plan.Next.FirstOrDefault(IsOpen)) is { } next
            ? new Child(next, Parents(next), IsGrown ? "mutation" : "growth")
            : new Child(LookAhead(random), [], "sample");
    }

    protected override void Learn(IReadOnlyList<Member> told) => Population = TrainingSet.Keep([.. Population, .. told], _trainingSize);

    protected override AlgorithmState Complete(AlgorithmState state) => state with { Parameters = _plan.Save() };

    /// <value>Whether everything that the plan keeps has been observed, or never will be.</value>
    bool IsRoundOver => _growth.Decisions.Length > 0 && _plan.Kept.All(kept => !IsOpen(kept) && !IsPending(Space.IdOf(kept)));

    bool IsOpen(Architecture architecture) => !IsKnown(architecture);

    /// <summary>Plans the next round: the networks that it keeps, and those that follow in the ranking.</summary>
    GrowthPlan Grow()
    {
        var decision = _growth.Decisions[Cursor % _growth.Decisions.Length];
        Architecture[] extensions = Cursor == 0
            ? [.. _growth.Extend(_growth.Seedling, decision)]
            : [.. Living().SelectMany(kept => Cursor >= _growth.Decisions.Length ? _growth.Change(kept, decision) : _growth.Extend(kept, decision))];
        Cursor++;

        // Genotypes of the same candidate can grow into different ones, so several are kept; the candidate is trained only once.
        var genotypes = extensions.Distinct().ToLookup(Space.Canonicalise);
        var ranked = Rank(Worthwhile([.. genotypes.Select(group => group.Key)]));
        return new GrowthPlan(
            [.. ranked.Take(_keptCount).SelectMany(candidate => genotypes[candidate].Take(IsGrown ? 1 : MostGenotypes))],
            [.. ranked.Skip(_keptCount).Take(_keptCount)],
            EndedIn: 0);
    }

    /// <summary>Returns the kept networks that grow on: all except those that failed or violated a constraint, unless all of them did.</summary>
    IReadOnlyList<Architecture> Living()
    {
        var dead = Population.Where(member => !member.IsFeasible).Select(member => member.Architecture).ToHashSet();
        Architecture[] living = [.. _plan.Kept.Where(kept => !dead.Contains(Space.Canonicalise(kept)))];
        return living.Length > 0 ? living : _plan.Kept;
    }

    /// <summary>Returns the candidates whose output depends on their input and that satisfy the known constraints; all, if none does.</summary>
    Architecture[] Worthwhile(Architecture[] candidates)
    {
        var worthwhile = Array.FindAll(
            candidates, candidate => Space.Features.IsConnected(candidate) && _problem.IsFeasible?.Invoke(candidate) != false);
        return worthwhile.Length > 0 ? worthwhile : candidates;
    }

    /// <summary>
    /// Orders candidates by front, then by crowding distance, with observed or else predicted objectives; at random while nothing can be predicted.
    /// </summary>
    Architecture[] Rank(Architecture[] candidates)
    {
        if (!ModelledProposals.CanModel(Population, ObjectiveCount))
        {
            RandomDraw.ToFront<Architecture>(candidates, candidates.Length, unchecked(Seed + Cursor));
            return candidates;
        }

        var told = Population.Where(member => member.IsFeasible).ToDictionary(member => member.Architecture);
        var predicted = _predictor.Predict(Population, ObjectiveCount, candidates, new TreeDraw(Seed, Generation));
        var members = candidates.Select((candidate, i) => new Member
        {
            Space = Space,
            Architecture = candidate,
            Status = ObservationStatus.Evaluated,
            Objectives = told.TryGetValue(candidate, out var observed) ? observed.Objectives : predicted[i],
            Violation = 0,
        });
        return [.. RankedPopulation.Of([.. members], new CrowdingScore()).BestFirst.Select(member => member.Architecture)];
    }

    /// <summary>
    /// Returns a kept network with its open decisions drawn, which teaches the predictor about later decisions; a sample of the space once all is
    /// grown.
    /// </summary>
    Architecture LookAhead(RandomStream random)
    {
        var sample = Space.Sample(random);
        if (_plan.Kept.Count == 0 || IsGrown)
        {
            return sample;
        }

        var genotype = sample.Genotype.ToArray();
        _plan.Kept[random.NextInt(_plan.Kept.Count)].Genotype[..Decided].CopyTo(genotype);
        return Space.Create(genotype);
    }

    /// <summary>Returns the candidate that an extension grew from, if it was proposed.</summary>
    IReadOnlyList<CandidateId> Parents(Architecture extension)
    {
        if (IsGrown)
        {
            return [];
        }

        var parent = _growth.Open(extension, _growth.Decisions[Cursor - 1]);
        return IsKnown(parent) ? [Space.IdOf(parent)] : [];
    }
}
