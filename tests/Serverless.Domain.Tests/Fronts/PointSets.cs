using FsCheck;
using FsCheck.Fluent;

namespace Serverless.Domain.Tests.Fronts;

/// <summary>Random point sets on a small grid, so that ties and copies are frequent.</summary>
static class PointSets
{
    public static Arbitrary<double[][]> Of(int objectives, int largest = 6) =>
        Gen.Choose(0, largest).Select(value => (double)value).ArrayOf(objectives).ArrayOf().ToArbitrary();
}
