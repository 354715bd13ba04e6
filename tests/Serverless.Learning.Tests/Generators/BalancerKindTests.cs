using Serverless.Core.Generators;
using Serverless.Learning.Balancing;
using Serverless.Learning.Generators.Modnas;

namespace Serverless.Learning.Tests.Generators;

public sealed class BalancerKindTests
{
    [Fact]
    public void Names_OfRequests_AreThoseOfTheFitter()
    {
        BalancerKind.Names.ShouldBe(ModnasFitter.BalancerNames);
        BalancerKind.OfSurrogates.ShouldBe(Balancers.Names);
    }
}
