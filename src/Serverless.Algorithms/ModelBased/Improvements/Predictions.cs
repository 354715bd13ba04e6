using Serverless.Algorithms.ModelBased.Candidates;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>The predictions of a whole catalogue: means, and deviations that can be upper bounds until exact ones are requested.</summary>
/// <remarks>
/// Means and bounds cost O(n) per candidate, exact deviations O(n²), so only the deviations that decide something are computed exactly.
/// </remarks>
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

    /// <value>The marginals of each objective, indexed like the catalogue.</value>
    public Marginals[] Marginals { get; }

    /// <value>Whether deviations were upper bounds initially.</value>
    public bool IsBounded { get; }

    /// <summary>Computes exact deviations.</summary>
    /// <param name="places">The candidates' indices in the catalogue.</param>
    /// <returns>The indices whose deviations were bounds until now.</returns>
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

    /// <summary>Returns whether a deviation is exact.</summary>
    public bool IsExact(int place) => _isExact[place];

    /// <summary>
    /// Returns the objectives of a candidate the given number of standard deviations better than its means; valid until the next call.
    /// </summary>
    public ReadOnlySpan<double> Best(int place, double deviations)
    {
        for (var k = 0; k < _best.Length; k++)
        {
            _best[k] = Marginals[k].Value(place, -deviations);
        }

        return _best;
    }

    /// <summary>Returns the marginals of some candidates, in the given order.</summary>
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
