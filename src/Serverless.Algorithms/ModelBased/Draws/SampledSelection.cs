using Serverless.Algorithms.Acquisition;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased.Draws;

/// <summary>Chooses candidates of a short list by their mean gain over joint draws of the observed, the pending and the listed candidates.</summary>
/// <remarks>Daulton, Balandat, Bakshy 2021: since observations are noisy, draws of the noise-free values replace them.</remarks>
class SampledSelection : ICandidateSelection
{
    readonly int _capacity;
    readonly int[] _places;
    readonly Dictionary<int, int> _columns;
    readonly List<int> _observed = [];
    readonly SequentialChoice _choice;

    /// <param name="fitted">The models.</param>
    /// <param name="count">The number of draws.</param>
    /// <param name="screen">The screen of the models' candidates.</param>
    /// <param name="baseline">The indices of observed candidates that can be on the front.</param>
    /// <param name="list">The indices to choose from; of equal gains the first wins.</param>
    /// <param name="gains">The gains, to which no candidate has been added yet.</param>
    public SampledSelection(FittedModels fitted, int count, CandidateScreen screen, int[] baseline, int[] list, IDrawnGains gains)
    {
        _capacity = BatchSelection.CapacityFor(fitted.Pending.Count);
        _places = [.. baseline, .. list, .. fitted.Pending.Except(list)];
        _columns = _places.Index().DistinctBy(place => place.Item).ToDictionary(place => place.Item, place => place.Index);
        var draws = fitted.Draw(_places, count, mostFixed: baseline.Length + _capacity);
        _choice = new SequentialChoice(draws, gains, Array.ConvertAll(list, place => _columns[place]), column => screen.Chances[_places[column]]);
        for (var column = 0; column < baseline.Length; column++)
        {
            _choice.Join(column);
        }

        foreach (var place in fitted.Pending)
        {
            Observe(place);
        }
    }

    public IReadOnlyList<int> Observed => _observed;

    public bool HoldsFor(int pending) => BatchSelection.CapacityFor(pending) == _capacity;

    public bool Has(int place) => _columns.ContainsKey(place);

    public void Observe(int place)
    {
        _observed.Add(place);
        _choice.Join(_columns[place]);
    }

    public virtual int Choose(Func<int, bool> isOpen, RandomStream random) =>
        _choice.Choose(column => isOpen(_places[column])) is { } best ? _places[best.Column] : -1;

    /// <summary>Returns how long the list should be.</summary>
    public static int ListSize(FittedModels fitted) => 2 * BatchSelection.CapacityFor(fitted.Pending.Count);
}
