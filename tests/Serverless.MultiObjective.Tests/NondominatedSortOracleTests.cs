using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Serverless.Testing;

namespace Serverless.MultiObjective.Tests;

/// <summary>Ranks of uniform random points as computed by moocore 0.3.2 and pymoo 0.6.2.</summary>
public sealed class NondominatedSortOracleTests
{
    [Theory]
    [InlineData(1000, 2, 3000, 57, 24569, 12248663, "abc64b53046a0ada")]
    [InlineData(1000, 3, 4000, 22, 7406, 3718103, "fee7fcd41065248c")]
    [InlineData(1000, 4, 5000, 12, 3597, 1813289, "6407f25ade3b504b")]
    [InlineData(10000, 2, 12000, 187, 824898, 4128889659, "9b70e58a071c845f")]
    [InlineData(10000, 3, 13000, 49, 181763, 909618430, "c95e8b856c3497b5")]
    [InlineData(10000, 4, 14000, 20, 73405, 365675702, "e87ae9c8dbeaa4f5")]
    public void Ranks_UniformPoints_AreThePeers(int count, int objectives, ulong seed, int fronts, long sum, long weighted, string hash)
    {
        var ranks = new int[count];

        NondominatedSort.Ranks(PointCloud.Uniform(count, objectives, seed), objectives, ranks).ShouldBe(fronts);

        ranks.Sum(rank => (long)rank).ShouldBe(sum);
        ranks.Index().Sum(pair => (long)pair.Item * (pair.Index + 1)).ShouldBe(weighted);
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(ranks.AsSpan())))[..16].ShouldBe(hash);
    }
}
