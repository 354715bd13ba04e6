using Serverless.Core.Searches;

namespace Serverless.Core.Tests.Searches;

public sealed class SearchIdTests
{
    [Fact]
    public void From_IdempotencyKey_GivesTheSameValidIdEachTime()
    {
        SearchId.From("key 1").ShouldBe(SearchId.From("key 1"));
        SearchId.From("key 1").ShouldNotBe(SearchId.From("key 2"));
        SearchId.IsValid(SearchId.From("ключ / ?")).ShouldBeTrue();
    }

    [Fact]
    public void From_Guids_GivesValidIdsOfTheirOwn()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => SearchId.From(Guid.NewGuid())).ToList();

        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => SearchId.IsValid(id));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("night-run-2", true)]
    [InlineData("", false)]
    [InlineData("ab", false)]
    [InlineData("1ab", false)]
    [InlineData("-ab", false)]
    [InlineData("ab-", false)]
    [InlineData("a--b", false)]
    [InlineData("Abc", false)]
    [InlineData("a/b", false)]
    [InlineData("a.b", false)]
    [InlineData("aé3", false)]
    [InlineData("a%2f", false)]
    [InlineData("idempotency", false)]
    public void IsValid_Text_AcceptsOnlyWhatIsSafeInUrlsAndBlobNames(string text, bool expected) =>
        SearchId.IsValid(text).ShouldBe(expected);

    [Fact]
    public void IsValid_LongText_AcceptsUpTo63Characters()
    {
        SearchId.IsValid(new string('a', 63)).ShouldBeTrue();
        SearchId.IsValid(new string('a', 64)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("nightly", true)]
    [InlineData("t12", true)]
    [InlineData("nightly-20260101t010000z", true)]
    [InlineData("nightly-table", true)]
    [InlineData("nightly-t", true)]
    [InlineData("nightly-t12", false)]
    [InlineData("nightly-g0-c3", false)]
    [InlineData("nightly-g0-c3-r1", false)]
    [InlineData("Nightly", false)]
    public void IsChoosable_NameOfAPart_IsNot(string id, bool isChoosable) => SearchId.IsChoosable(id).ShouldBe(isChoosable);
}
