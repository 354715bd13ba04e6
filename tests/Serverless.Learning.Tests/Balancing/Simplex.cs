namespace Serverless.Learning.Tests.Balancing;

/// <summary>All weights that are multiples of a fixed part and sum to 1.</summary>
static class Simplex
{
    public static IEnumerable<double[]> Grid(int count, int parts) =>
        Parts(count, parts).Select(weights => weights.Select(part => part / (double)parts).ToArray());

    static IEnumerable<int[]> Parts(int count, int parts) => count == 1
        ? [[parts]]
        : Enumerable.Range(0, parts + 1).SelectMany(first => Parts(count - 1, parts - first).Select(rest => (int[])[first, .. rest]));
}
