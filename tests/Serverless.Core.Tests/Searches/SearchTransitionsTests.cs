using Serverless.Core.Searches;

namespace Serverless.Core.Tests.Searches;

public sealed class SearchTransitionsTests
{
    [Theory]
    [InlineData(SearchStatus.Pending, "Running Failed Cancelled", false)]
    [InlineData(SearchStatus.Running, "Paused Completed Failed Cancelled", false)]
    [InlineData(SearchStatus.Paused, "Running Failed Cancelled", false)]
    [InlineData(SearchStatus.Completed, "Running", true)]
    [InlineData(SearchStatus.Failed, "", true)]
    [InlineData(SearchStatus.Cancelled, "", true)]
    public void IsLegal_EveryPair_FollowsTheTruthTable(SearchStatus from, string legal, bool isFinal)
    {
        foreach (var to in Enum.GetValues<SearchStatus>())
        {
            SearchTransitions.IsLegal(from, to).ShouldBe(legal.Split(' ').Contains($"{to}"), $"{from} to {to}");
        }

        SearchTransitions.IsFinal(from).ShouldBe(isFinal);
    }
}
