using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Morbo;

/// <summary>Joint draws of what one region's models say of its candidates and of its pending ones.</summary>
sealed class RegionDraws
{
    readonly ObjectiveModel[] _models;
    readonly JointPosterior[] _posteriors;
    readonly double[][] _values;
    readonly int _objectives;

    /// <param name="catalogue">Has the places.</param>
    /// <param name="models">Of the objectives, then of the constraints.</param>
    /// <param name="objectives">How many.</param>
    /// <param name="places">Candidates first, then pending ones that are none of them.</param>
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

    /// <summary>Draws all values.</summary>
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

    /// <summary>The objective that was drawn for a candidate.</summary>
    /// <param name="index">In <see cref="Places"/>.</param>
    /// <param name="objective">Which.</param>
    public double Value(int index, int objective) => _values[objective][index];

    /// <summary>All objectives that were drawn for a candidate.</summary>
    /// <param name="index">In <see cref="Places"/>.</param>
    public double[] Values(int index) => [.. Enumerable.Range(0, _objectives).Select(k => _values[k][index])];

    /// <summary>How far it violates constraints, as drawn; positive where it does.</summary>
    /// <param name="index">In <see cref="Places"/>.</param>
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
