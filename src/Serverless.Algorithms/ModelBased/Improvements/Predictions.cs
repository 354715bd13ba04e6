using Serverless.Algorithms.ModelBased.Candidates;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>What is predicted of a whole catalogue: means, and deviations that may be upper bounds until they are asked to be exact.</summary>
/// <remarks>Means and bounds cost O(n) a candidate, exact deviations O(n²), so only those that decide something are made exact.</remarks>
sealed class Predictions
{
    readonly CandidateCatalogue _catalogue;
    readonly ObjectiveModel[] _models;
    readonly bool[] _isExact;
    readonly double[] _best;

    public Predictions(CandidateCatalogue catalogue, ObjectiveModel[] models)
    {
        (_catalogue, _models) = (catalogue, models);
        Marginals = Array.ConvertAll(models, model => model.Predict(catalogue));
        IsBounded = Array.Exists(models, model => model.HasBounds);
        _best = new double[models.Length];
        _isExact = new bool[catalogue.Architectures.Length];
        _isExact.AsSpan().Fill(!IsBounded);
    }

    /// <value>One for each objective, by the catalogue's places.</value>
    public Marginals[] Marginals { get; }

    /// <value>Whether deviations were upper bounds to begin with.</value>
    public bool IsBounded { get; }

    /// <summary>Makes deviations exact.</summary>
    /// <param name="places">Of the catalogue.</param>
    /// <returns>Those that were bounds until now.</returns>
    public int[] Refine(IEnumerable<int> places)
    {
        int[] rest = [.. places.Where(place => !_isExact[place])];
        if (rest.Length > 0)
        {
            foreach (var (model, marginals) in _models.Zip(Marginals))
            {
                model.Refine(_catalogue, marginals, rest);
            }
        }

        foreach (var place in rest)
        {
            _isExact[place] = true;
        }

        return rest;
    }

    /// <summary>Whether a deviation is exact.</summary>
    public bool IsExact(int place) => _isExact[place];

    /// <summary>The objectives of a candidate that is so many standard deviations better than its means; good until the next call.</summary>
    public ReadOnlySpan<double> Best(int place, double deviations)
    {
        for (var k = 0; k < _best.Length; k++)
        {
            _best[k] = Marginals[k].Value(place, -deviations);
        }

        return _best;
    }

    /// <summary>The marginals of some candidates, in that order.</summary>
    public Marginals[] Select(int[] places) => Array.ConvertAll(Marginals, marginals =>
    {
        var selected = Improvements.Marginals.Empty(marginals.Transform, places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            (selected.Means[i], selected.Deviations[i]) = (marginals.Means[places[i]], marginals.Deviations[places[i]]);
        }

        return selected;
    });
}
