using Newtonsoft.Json.Linq;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Tests.Protocol;

public sealed class RpcValuesTests
{
    [Fact]
    public void ToRpc_OfEachKind_ChoosesTheFormOfTheWire()
    {
        RpcValues.ToRpc(null).DataCase.ShouldBe(TypedData.DataOneofCase.None);
        RpcValues.ToRpc("text").String.ShouldBe("text");
        RpcValues.ToRpc(new byte[] { 1, 2 }).Bytes.ToByteArray().ShouldBe([1, 2]);
        RpcValues.ToRpc(2.5).Double.ShouldBe(2.5);
        RpcValues.ToRpc(7).Json.ShouldBe("7");
        RpcValues.ToRpc(new JObject { ["a"] = 1 }).Json.ShouldBe("""{"a":1}""");
        RpcValues.ToRpc(new { Name = "x" }).Json.ShouldBe("""{"Name":"x"}""");
    }

    [Fact]
    public void FromRpc_OfJsonWithADate_KeepsItsText()
    {
        var value = (JObject)RpcValues.FromRpc(new TypedData { Json = """{"at":"2026-01-01T00:00:00Z"}""" })!;

        value["at"]!.Type.ShouldBe(JTokenType.String);
        ((string?)value["at"]).ShouldBe("2026-01-01T00:00:00Z");
    }

    [Fact]
    public void FromRpc_OfNothing_IsNull()
    {
        RpcValues.FromRpc(null).ShouldBeNull();
        RpcValues.FromRpc(new TypedData()).ShouldBeNull();
    }

    [Fact]
    public void ToMessages_OfEachKind_IsOneMessageAnItem()
    {
        RpcValues.ToMessages(null).ShouldBeEmpty();
        RpcValues.ToMessages(new TypedData { Json = "null" }).ShouldBeEmpty();
        RpcValues.ToMessages(new TypedData { Json = "[]" }).ShouldBeEmpty();
        RpcValues.ToMessages(new TypedData { String = "[1]" }).ShouldBe(["[1]"]);
        RpcValues.ToMessages(new TypedData { Json = """[{"a":1},"two"]""" }).ShouldBe(["""{"a":1}""", "two"]);
        RpcValues.ToMessages(new TypedData { Json = """{"a":1}""" }).ShouldBe(["""{"a":1}"""]);
        RpcValues.ToMessages(new TypedData { CollectionString = new() { String = { "x", "y" } } }).ShouldBe(["x", "y"]);
    }
}
