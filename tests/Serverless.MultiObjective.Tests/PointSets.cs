using FsCheck;
using FsCheck.Fluent;

namespace Serverless.MultiObjective.Tests;

/// <summary>Random point sets on a small grid, so that ties and copies are frequent.</summary>
static class PointSets
{
    static readonly double[] Special = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -0.0];

    public static Arbitrary<double[][]> Of(int objectives, int largest = 6) => Of(objectives, Grid(largest));

    /// <summary>Now and then a NaN, an infinity or a negative zero among the grid's values.</summary>
    public static Arbitrary<double[][]> WithSpecialValues(int objectives, int largest = 6) =>
        Of(objectives, Gen.Frequency((20, Grid(largest)), (1, Gen.Elements(Special))));

    public static double[] Flat(this double[][] points) => [.. points.SelectMany(point => point)];

    static Gen<double> Grid(int largest) => Gen.Choose(0, largest).Select(value => (double)value);

    static Arbitrary<double[][]> Of(int objectives, Gen<double> values) => values.ArrayOf(objectives).ArrayOf().ToArbitrary();
}
