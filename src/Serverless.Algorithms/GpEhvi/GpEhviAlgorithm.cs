using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.GpEhvi;

/// <summary>Gaussian processes on analytic features, and exact expected hypervolume improvement.</summary>
/// <remarks>
/// After a design that is stratified by size, each objective is modelled by a process with an additive kernel over the space's analytic
/// features; candidates are chosen one after the other, by the expected improvement times the probability that constraints hold. The
/// processes' parameters are fitted once a generation, from where the last fit ended, and kept in the state.
/// </remarks>
sealed class GpEhviAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "gp-ehvi";

    /// <summary>Models need so many values of each objective.</summary>
    const int FewestValues = 3;

    readonly int _initialSamples;
    readonly int _trainingSize;
    readonly StratifiedDesign _design;
    double[] _parameters;
    BatchSelection? _selection;
    CandidateCatalogue? _catalogue;

    public GpEhviAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _initialSamples = specification.InitialSamples!.Value;
        _trainingSize = specification.TrainingSize!.Value;
        _design = new StratifiedDesign(space, seed, _initialSamples);
        _parameters = [.. state?.Parameters ?? []];
    }

    protected override Child Breed(RandomStream random)
    {
        if (ProposedCount < _initialSamples || !CanModel())
        {
            return new Child(_design.Draw(ProposedCount, random), [], "sample");
        }

        var selection = Select();
        var place = selection.Choose(place => !IsKnown(_catalogue!.Architectures[place]));
        return place >= 0
            ? new Child(_catalogue!.Architectures[place], [], "improvement")
            : new Child(Space.Sample(random), [], "sample");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Population = TrainingSet.Keep([.. Population, .. told], _trainingSize);
        (_selection, _catalogue) = (null, null);
    }

    protected override AlgorithmState Complete(AlgorithmState state) => state with { Parameters = _parameters.Length > 0 ? _parameters : null };

    bool CanModel() => ObjectiveCount > 0 && Enumerable.Range(0, ObjectiveCount)
        .All(objective => Population.Count(member => TrainingSet.IsKnown(member, objective)) >= FewestValues);

    /// <summary>The selection of this generation, with everything that is pending taken for observed.</summary>
    BatchSelection Select()
    {
        Architecture[] pending = [.. Pending.Select(ArchitectureOf)];
        _catalogue ??= Catalogue(pending);
        int[] places = Array.ConvertAll(pending, _catalogue.PlaceOf);
        if (places.Contains(-1))
        {
            _catalogue = Catalogue(pending);
            places = Array.ConvertAll(pending, _catalogue.PlaceOf);
            _selection = null;
        }

        if (_selection is not null
            && BatchSelection.CapacityFor(places.Length) == _selection.Capacity
            && places.AsSpan().StartsWith([.. _selection.Observed])
            && places.All(_selection.Has))
        {
            foreach (var place in places[_selection.Observed.Count..])
            {
                _selection.Observe(place);
            }

            return _selection;
        }

        return _selection = Fit(places);
    }

    BatchSelection Fit(int[] pending)
    {
        var isFitted = Cursor == Generation + 1;
        var saved = new List<double>();
        var at = 0;
        var models = new ObjectiveModel[ObjectiveCount];
        for (var objective = 0; objective < models.Length; objective++)
        {
            models[objective] = FitOne(objective);
        }

        var feasibility = Population.All(member => member.IsFeasible) ? null : FitOne(objective: null);
        (_parameters, Cursor) = ([.. saved], Generation + 1);
        return new BatchSelection(_catalogue!, models, feasibility, Population, pending, Seed, Generation);

        ObjectiveModel FitOne(int? objective)
        {
            // Each model's parameters are preceded by how many there are.
            var length = at < _parameters.Length ? (int)_parameters[at] : 0;
            var start = length > 0 ? _parameters.AsSpan(at + 1, length) : [];
            at += length + 1;
            var model = ObjectiveModel.Fit(_catalogue!, Population, objective, start, isFitted);
            var save = model.Save();
            saved.AddRange([save.Length, .. save]);
            return model;
        }
    }

    CandidateCatalogue Catalogue(Architecture[] pending) => CandidateCatalogue.IsEnumerable(Space)
        ? CandidateCatalogue.OfAll(Space)
        : CandidateCatalogue.Of(
            Space,
            [
                .. CandidatePool.Draw(Space, Population, RandomStream.For(Seed, Generation, int.MaxValue - 1)),
                .. Population.Select(member => member.Architecture),
                .. pending,
            ]);
}
