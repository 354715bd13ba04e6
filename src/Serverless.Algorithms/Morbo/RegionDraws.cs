using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Morbo;

/// <summary>Joint draws from one region's models, for its candidates and its pending proposals.</summary>
sealed class RegionDraws
{
    readonly ObjectiveModel[] _models;
    readonly JointPosterior[] _posteriors;
    readonly double[][] _values;
    readonly int _objectives;

    /// <param name="catalogue">The catalogue that the places refer to.</param>
    /// <param name="models">The models of the objectives, then of the constraints.</param>
    /// <param name="objectives">The number of objectives.</param>
    /// <param name="places">The indices of the candidates, then of pending proposals that are not among them.</param>
    public RegionDraws(CandidateCatalogue catalogue, ObjectiveModel[] models, int objectives, int[] places)
    {
        (_models, _objectives, Places) = (models, objectives, places);
        _posteriors = Array.ConvertAll(models, model =>
        {
            var table = model.TableOf(catalogue);
            return model.Process.Join(table.Select(Array.ConvertAll(places, place => table.Columns[place])));
        });
        _values = Array.ConvertAll(models, _ => new double[places.Length]);
    }

    public int[] Places { get; }

    /// <summary>Draws all values again.</summary>
    public void Draw(RandomStream random)
    {
        for (var k = 0; k < _models.Length; k++)
        {
            _posteriors[k].Draw(random, _values[k]);
            for (var i = 0; k < _objectives && i < _values[k].Length; i++)
            {
                _values[k][i] = _models[k].Transform.Restore(_values[k][i]);
            }
        }
    }

    /// <summary>Returns a candidate's drawn value of an objective.</summary>
    /// <param name="index">The index in <see cref="Places"/>.</param>
    /// <param name="objective">The index of the objective.</param>
    public double Value(int index, int objective) => _values[objective][index];

    /// <summary>Returns a candidate's drawn values of all objectives.</summary>
    /// <param name="index">The index in <see cref="Places"/>.</param>
    public double[] Values(int index) => [.. Enumerable.Range(0, _objectives).Select(k => _values[k][index])];

    /// <summary>Returns how far a candidate violates constraints in the draw; positive if it does.</summary>
    /// <param name="index">The index in <see cref="Places"/>.</param>
    public double Violation(int index)
    {
        var violation = _models.Length > _objectives ? double.NegativeInfinity : -1;
        for (var k = _objectives; k < _models.Length; k++)
        {
            violation = Math.Max(violation, _values[k][index]);
        }

        return violation;
    }
}
