namespace Serverless.Core.Surrogates;

/// <summary>Intermediate results of several trainings.</summary>
/// <param name="Points">Names of the c points of the curves, in order of epochs.</param>
/// <param name="Values">n × c, row-major; NaN where a value is not known.</param>
public sealed record LearningCurves(IReadOnlyList<string> Points, double[] Values)
{
    /// <summary>Returns the curves of some of the trainings, in the given order.</summary>
    public LearningCurves Subset(IReadOnlyList<int> indices) =>
        this with { Values = [.. indices.SelectMany(index => Values[(index * Points.Count)..((index + 1) * Points.Count)])] };

    /// <summary>Writes the input of a surrogate's graph: each training's values, 0 where there is none, then 1 where there is one.</summary>
    /// <param name="values">n × c.</param>
    /// <param name="destination">n × 2 c.</param>
    /// <param name="points">Number of points, c.</param>
    public static void Write(ReadOnlySpan<double> values, Span<float> destination, int points)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var at = (i / points * 2 * points) + (i % points);
            destination[at] = double.IsNaN(values[i]) ? 0 : (float)values[i];
            destination[at + points] = double.IsNaN(values[i]) ? 0 : 1;
        }
    }
}
