using Serverless.Domain.Searches;

namespace Serverless.Domain.Tests.Searches;

public sealed class SearchTransitionsTests
{
    [Theory]
    [InlineData(SearchStatus.Pending, "Running Failed Cancelled")]
    [InlineData(SearchStatus.Running, "Paused Completed Failed Cancelled")]
    [InlineData(SearchStatus.Paused, "Running Failed Cancelled")]
    [InlineData(SearchStatus.Completed, "")]
    [InlineData(SearchStatus.Failed, "")]
    [InlineData(SearchStatus.Cancelled, "")]
    public void IsLegal_EveryPair_FollowsTheTruthTable(SearchStatus from, string legal)
    {
        foreach (var to in Enum.GetValues<SearchStatus>())
        {
            SearchTransitions.IsLegal(from, to).ShouldBe(legal.Split(' ').Contains($"{to}"), $"{from} to {to}");
        }

        SearchTransitions.IsFinal(from).ShouldBe(legal.Length == 0);
    }
}
