using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;

namespace Serverless.Bench.Reports;

/// <summary>Our searches against a peer's published median: of its searches one by one nothing is known.</summary>
/// <param name="Convention">The convention of both.</param>
/// <param name="Method">The peer.</param>
/// <param name="Evaluations">Distinct candidates.</param>
/// <param name="Difference">Our median less the peer's.</param>
/// <param name="Test">Of our searches' fractions against the one number: the spread of the peer's median is not in it.</param>
public sealed record PeerTest(Convention Convention, string Method, int Evaluations, double Difference, SignedRankTest Test);
