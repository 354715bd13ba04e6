using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Draws;

/// <summary>Chooses candidates of a short list by the mean gain over joint draws of what was observed, what is pending and what may be next.</summary>
/// <remarks>Daulton, Balandat, Bakshy 2021: observations are noisy, so draws of the values without noise stand for them.</remarks>
abstract class SampledSelection : ICandidateSelection
{
    readonly double[] _chances;
    readonly ObjectiveDraws _draws;
    readonly double[][] _values;
    readonly int _capacity;
    readonly int[] _list;
    readonly Dictionary<int, int> _columns;
    readonly List<int> _observed = [];

    /// <param name="fitted">The models.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="screen">Of the models.</param>
    /// <param name="baseline">Observed places that may be on the front.</param>
    /// <param name="list">Places to choose from, of equal gains the first.</param>
    protected SampledSelection(FittedModels fitted, int count, CandidateScreen screen, int[] baseline, int[] list)
    {
        (_chances, _list) = (screen.Chances, list);
        _capacity = BatchSelection.CapacityFor(fitted.Pending.Count);
        int[] places = [.. baseline, .. list, .. fitted.Pending.Except(list)];
        _columns = places.Index().DistinctBy(place => place.Item).ToDictionary(place => place.Item, place => place.Index);
        _draws = new ObjectiveDraws(fitted, places, count, baseline.Length + _capacity);
        _values = [.. fitted.Models.Select(_ => new double[Marginals.PaddedLength(places.Length)])];
    }

    public IReadOnlyList<int> Observed => _observed;

    public bool HoldsFor(int pending) => BatchSelection.CapacityFor(pending) == _capacity;

    public bool Has(int place) => _columns.ContainsKey(place);

    public void Observe(int place)
    {
        _observed.Add(place);
        Join(_draws.Fix(_columns[place]));
    }

    public int Choose(Func<int, bool> isOpen, RandomStream random)
    {
        Begin(random);
        var gains = new double[_values[0].Length];
        for (var draw = 0; draw < _draws.Count; draw++)
        {
            for (var k = 0; k < _values.Length; k++)
            {
                _draws.WriteNext(draw, k, _values[k]);
            }

            AddGains(draw, _values, gains);
        }

        var (best, bestGain) = (-1, double.NegativeInfinity);
        foreach (var place in _list)
        {
            var gain = gains[_columns[place]] * _chances[place];
            if (gain > bestGain && isOpen(place))
            {
                (best, bestGain) = (place, gain);
            }
        }

        return best;
    }

    /// <summary>How long the list should be.</summary>
    protected static int ListSize(FittedModels fitted) => 2 * BatchSelection.CapacityFor(fitted.Pending.Count);

    /// <summary>Draws what is known; to be called once, when a derived class is ready.</summary>
    protected void Draw(FittedModels fitted, int baseline)
    {
        for (var column = 0; column < baseline; column++)
        {
            Join(_draws.Fix(column));
        }

        foreach (var place in fitted.Pending)
        {
            Observe(place);
        }
    }

    /// <summary>Takes in the values of a candidate that was observed, is pending or was chosen: draws × objectives, row-major.</summary>
    protected abstract void Join(double[] values);

    /// <summary>Called before each choice.</summary>
    protected virtual void Begin(RandomStream random)
    {
    }

    /// <summary>Adds each candidate's gain in one draw.</summary>
    /// <param name="draw">Which.</param>
    /// <param name="values">One array for each objective, as many values as gains; may be changed.</param>
    /// <param name="gains">Of all columns, padded to a multiple of eight.</param>
    protected abstract void AddGains(int draw, double[][] values, Span<double> gains);
}
