using Serverless.Testing;

namespace Serverless.MultiObjective.Tests;

/// <summary>Volumes up to (1.1, ..., 1.1) as computed by moocore 0.3.2, each confirmed by exact or independent arithmetic.</summary>
public sealed class HypervolumeOracleTests
{
    const double Reference = 1.1;
    const double Tolerance = 1e-13;

    [Theory]
    [InlineData(100, 2, 7020, 0.41674921180258595)]
    [InlineData(1000, 2, 7021, 0.42318170373468067)]
    [InlineData(100, 3, 7030, 0.6738845299876728)]
    [InlineData(1000, 3, 7031, 0.7765911275413735)]
    [InlineData(100, 4, 7040, 0.8554025974857175)]
    [InlineData(1000, 4, 7041, 1.0411765981415502)]
    [InlineData(100, 5, 7050, 0.9053778462856609)]
    [InlineData(1000, 5, 7051, 1.2068981200508295)]
    public void Of_Sphere_IsThePeers(int count, int objectives, ulong seed, double expected) =>
        Check(PointCloud.Sphere(count, objectives, seed), objectives, expected);

    [Theory]
    [InlineData(100, 2, 7520, 0.9873265016994931)]
    [InlineData(1000, 2, 7521, 0.9946545049367318)]
    [InlineData(100, 3, 7530, 0.7000018076327469)]
    [InlineData(1000, 3, 7531, 0.765324126072851)]
    [InlineData(100, 4, 7540, 0.3923762800793686)]
    [InlineData(1000, 4, 7541, 0.4886651494183998)]
    [InlineData(100, 5, 7550, 0.1794601182648068)]
    [InlineData(1000, 5, 7551, 0.2592222444290987)]
    public void Of_InverseSphere_IsThePeers(int count, int objectives, ulong seed, double expected) =>
        Check(PointCloud.InverseSphere(count, objectives, seed), objectives, expected);

    static void Check(double[] points, int objectives, double expected) =>
        Hypervolume.Of(points, [.. Enumerable.Repeat(Reference, objectives)]).ShouldBe(expected, Tolerance * expected);
}
