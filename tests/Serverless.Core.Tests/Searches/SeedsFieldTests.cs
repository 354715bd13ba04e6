namespace Serverless.Core.Tests.Searches;

public sealed class SeedsFieldTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";
    const string Other = "|nor_conv_1x1~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";

    [Fact]
    public void Read_Architectures_KeepsThemInOrder()
    {
        var request = Requests.ReadWith("seeds", $"""["{Other}", "{Cell}"]""").Request.ShouldNotBeNull();

        request.Seeds.ShouldBe([Other, Cell]);
        request.RetrainOf.ShouldBeNull();
    }

    [Theory]
    [InlineData("[]", "/seeds", "is empty")]
    [InlineData("7", "/seeds", "must be a list")]
    [InlineData("[7]", "/seeds/0", "must be a text")]
    [InlineData("""["|rubbish|"]""", "/seeds/0", "not an architecture of 'nasbench201'")]
    [InlineData($"""["{Cell}", "{Cell}"]""", "/seeds/1", "the same as seed 0")]
    public void Read_WhatAreNone_NamesPlaceAndRemedy(string json, string pointer, string message)
    {
        var error = Requests.ReadWith("seeds", json).Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("\"../s1\"", "not a search id")]
    [InlineData("\"s0123456789abcdef0123\"", "give architectures in seeds")]
    public void ReadOrigin_NotOfARetraining_IsRefused(string json, string message)
    {
        var error = Requests.ReadWith("retrainOf", json).Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe("/retrainOf");
        error.Message.ShouldContain(message);
    }
}
