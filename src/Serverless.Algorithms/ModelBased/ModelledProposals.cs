using Serverless.Algorithms.Acquisition;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Proposes by models of the objectives, fitted once a generation from where the last fit ended.</summary>
/// <param name="candidates">What is compared.</param>
/// <param name="seed">Of random numbers.</param>
/// <param name="state">Has the parameters of the last fit, and in which generation that was; null to begin.</param>
/// <param name="select">Makes what chooses by the models.</param>
/// <param name="settings">Of the models; the usual ones when null.</param>
sealed class ModelledProposals(
    ICandidateSource candidates, long seed, AlgorithmState? state, Func<FittedModels, ICandidateSelection> select, ModelSettings? settings = null)
{
    /// <summary>Models need so many values of each objective.</summary>
    public const int FewestValues = 3;

    double[] _parameters = [.. state?.Parameters ?? []];
    ICandidateSelection? _selection;
    CandidateCatalogue? _catalogue;
    ObjectiveModel[]? _models;
    ObjectiveModel[] _constraints = [];
    ExactObjectives? _exact;

    /// <value>Of all models, each preceded by how many it has; null before the first fit.</value>
    public IReadOnlyList<double>? Parameters => _parameters.Length > 0 ? _parameters : null;

    /// <value>One more than the generation that they were fitted in; 0 before.</value>
    public int FittedIn { get; private set; } = state?.Cursor ?? 0;

    /// <summary>Whether there is enough to fit models to.</summary>
    public static bool CanModel(IReadOnlyList<Member> members, int objectives) => objectives > 0 && Enumerable.Range(0, objectives)
        .All(objective => members.Count(member => TrainingSet.IsKnown(member, objective)) >= FewestValues);

    /// <summary>To be called when members change.</summary>
    public void Forget() => (_selection, _catalogue, _models, _constraints) = (null, null, null, []);

    /// <summary>The best candidate; null when none is left.</summary>
    /// <param name="situation">What is known.</param>
    /// <param name="isOpen">Whether an architecture may be proposed.</param>
    /// <param name="random">Of this proposal.</param>
    public Architecture? Choose(SearchSituation situation, Func<Architecture, bool> isOpen, RandomStream random)
    {
        var selection = Select(situation);
        var place = selection.Choose(place => isOpen(_catalogue!.Architectures[place]), random);
        return place >= 0 ? _catalogue!.Architectures[place] : null;
    }

    /// <summary>The selection of this generation, with everything that is pending taken into account.</summary>
    ICandidateSelection Select(SearchSituation situation)
    {
        _catalogue ??= Collect(situation);
        int[] places = [.. situation.Pending.Select(_catalogue.PlaceOf)];
        if (places.Contains(-1))
        {
            _catalogue = Collect(situation);
            places = [.. situation.Pending.Select(_catalogue.PlaceOf)];
            _selection = null;
        }

        if (_selection is not null
            && _selection.HoldsFor(places.Length)
            && places.AsSpan().StartsWith([.. _selection.Observed])
            && places.All(_selection.Has))
        {
            foreach (var place in places[_selection.Observed.Count..])
            {
                _selection.Observe(place);
            }

            return _selection;
        }

        return _selection = select(Fit(_catalogue, situation, places));
    }

    CandidateCatalogue Collect(SearchSituation situation) => candidates.Collect(situation, catalogue => Fit(catalogue, situation, []));

    FittedModels Fit(CandidateCatalogue catalogue, SearchSituation situation, int[] pending)
    {
        if (_models is null)
        {
            _exact ??= settings is { HasExactCosts: true } && situation.Problem.KnownObjectives is { } known ? new ExactObjectives(known) : null;
            var (models, constraints, parameters) = ModelFits.Fit(
                catalogue,
                situation.Members,
                situation.Objectives,
                ModelTarget.OfConstraints(situation.Members, FewestValues),
                _parameters,
                isFitted: FittedIn == situation.Generation + 1,
                settings,
                trees: settings is { HasTrees: true } ? new TreeDraw(seed, situation.Generation) : null,
                known: _exact is { } exact ? objective => exact.ModelOf(situation.Members, objective) : null);
            (_models, _constraints) = (models, constraints);
            (_parameters, FittedIn) = (parameters, situation.Generation + 1);
        }

        return new FittedModels(catalogue, _models, _constraints, situation.Members, pending, seed, situation.Generation) { Problem = situation.Problem };
    }
}

/// <summary>What a search knows when it proposes.</summary>
/// <param name="Members">What was observed.</param>
/// <param name="Objectives">How many there are, at least 1.</param>
/// <param name="Pending">In proposal order.</param>
/// <param name="Generation">How often it was told something.</param>
sealed record SearchSituation(IReadOnlyList<Member> Members, int Objectives, IReadOnlyList<Architecture> Pending, int Generation)
{
    /// <value>What is known before anything is evaluated.</value>
    public ProblemDefinition Problem { get; init; } = ProblemDefinition.Unknown;
}

/// <summary>The models of one generation, and what to choose by them from.</summary>
/// <param name="Catalogue">What may be chosen, and what was observed or is pending.</param>
/// <param name="Models">One for each objective.</param>
/// <param name="Constraints">Of how far constraints are broken that only evaluations tell; none when nothing is known of any.</param>
/// <param name="Members">What was observed.</param>
/// <param name="Pending">Places in the catalogue, in order.</param>
/// <param name="Seed">Of random numbers.</param>
/// <param name="Generation">With the seed.</param>
sealed record FittedModels(
    CandidateCatalogue Catalogue,
    ObjectiveModel[] Models,
    ObjectiveModel[] Constraints,
    IReadOnlyList<Member> Members,
    IReadOnlyList<int> Pending,
    long Seed,
    int Generation)
{
    /// <value>What is known before anything is evaluated.</value>
    public ProblemDefinition Problem { get; init; } = ProblemDefinition.Unknown;

    /// <summary>The places that may be chosen: not observed, connected; whether they hold the known constraints is <see cref="KnownFeasibility"/>'s to tell.</summary>
    /// <param name="isAllowed">What else has to hold; null: nothing.</param>
    public int[] Open(Func<Architecture, bool>? isAllowed = null)
    {
        var observed = Members.Select(member => Catalogue.PlaceOf(member.Architecture)).ToHashSet();
        return
        [
            .. Enumerable.Range(0, Catalogue.Architectures.Length).Where(place => Catalogue.IsConnected[place]
                && !observed.Contains(place)
                && isAllowed?.Invoke(Catalogue.Architectures[place]) != false),
        ];
    }

    /// <summary>Draws of the objectives of some places, joint over those that are fixed one after the other.</summary>
    /// <param name="places">One for each column.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="mostFixed">How many columns are fixed at most, before the one that is looked at.</param>
    public ObjectiveDraws Draw(int[] places, int count, int mostFixed)
    {
        var random = RandomStream.For(Seed, Generation, int.MaxValue - 2 - Models.Length);
        return new ObjectiveDraws(
            Array.ConvertAll(Models, model => model.Transform),
            Array.ConvertAll(Models, model => model.Draw(Catalogue, places, count, random)),
            count,
            places.Length,
            mostFixed,
            unchecked(Seed + (Generation * 0x9E3779B97F4A7C1L)));
    }

    /// <summary>The probability that the modelled constraints hold, of each place; 1 where there are none.</summary>
    /// <param name="places">Those that have to be told exactly.</param>
    public double[] Chances(int[] places) => Improvements.Chances.Of(Catalogue, Constraints, places);

    /// <summary>Tells of places whether they hold the constraints that need no evaluation, each told once: to lay a network out takes longer than to predict it.</summary>
    public Func<int, bool> KnownFeasibility()
    {
        if (Problem.IsFeasible is not { } isFeasible)
        {
            return _ => true;
        }

        var told = new Dictionary<int, bool>();
        return place => told.TryGetValue(place, out var known) ? known : told[place] = isFeasible(Catalogue.Architectures[place]);
    }
}
