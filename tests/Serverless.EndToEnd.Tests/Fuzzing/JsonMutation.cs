using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.EndToEnd.Tests.Fuzzing;

/// <summary>Changes valid JSON into something that a client may send by mistake or on purpose.</summary>
sealed class JsonMutation(Random random)
{
    // Values of every kind: extreme numbers, odd texts, wrong types.
    static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "0.5", "1e308", "-1e308", "1e-308", "1e999", "-1e999", "5e-324", "2147483648",
        "9223372036854775807", "9223372036854775808", "123456789012345678901234567890", "1.0000000000000000000000001",
        "\"\"", "\" \"", "\"0\"", "\"NaN\"", "\"Infinity\"", "\"null\"", "\"\\u202egnp.exe\"", "\"\\u0000\"", "\"\\n\"", "\"日本語\"",
        "\"\\ud83d\\ude00\"", "\"../../etc/passwd\"", "\"a/b~c\"", "\"<script>alert(1)</script>\"", "\"=1+1\"", "\"' or 1=1 --\"", "\"${HOME}\"",
        "[]", "{}", "[null]", "[[]]", "[{}]", "{\"\":0}", "{\"name\":null}", "{\"kind\":\"table\"}",
    ];

    static readonly string[] Texts = ["", "{", "}", "[", "null", "{}{}", "\u0000", "'", "{\"a\":01}", "{'a':1}", "{\"a\":1,}", "NaN", "// no\n{}"];

    /// <summary>A changed copy, still an object.</summary>
    public JsonObject Change(JsonObject valid, int changes)
    {
        var changed = (JsonObject)valid.DeepClone();
        for (var i = 0; i < changes; i++)
        {
            ChangeOnce(changed);
        }

        return changed;
    }

    /// <summary>Bytes that may be no JSON any more.</summary>
    public byte[] Break(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        switch (random.Next(8))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 2:
                return Encoding.UTF8.GetBytes(Pick(Texts));
            case 3:
                return [0xEF, 0xBB, 0xBF, .. bytes];
            case 4:
                return Encoding.Unicode.GetBytes(json);
            case 5:
                return Encoding.UTF8.GetBytes(new string('[', random.Next(1, 10_000)));
            case 6:
                return Encoding.UTF8.GetBytes(Nest(json, random.Next(1, 80)));
            default:
                return Encoding.UTF8.GetBytes($"{{\"name\":\"a\",\"name\":\"b\",{json[1..]}");
        }
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    static string Nest(string json, int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + json + new string('}', levels);

    void ChangeOnce(JsonObject root)
    {
        var parents = Containers(root).ToList();
        switch (Pick(parents))
        {
            case JsonObject { Count: > 0 } fields:
                ChangeField(fields, Pick([.. fields.Select(field => field.Key)]));
                break;
            case JsonArray { Count: > 0 } items:
                ChangeItem(items, random.Next(items.Count));
                break;
            case JsonObject empty:
                empty["added"] = Value();
                break;
            case JsonArray empty:
                empty.Add(Value());
                break;
        }
    }

    void ChangeField(JsonObject fields, string name)
    {
        switch (random.Next(6))
        {
            case 0:
                fields.Remove(name);
                break;
            case 1:
                var moved = fields[name]?.DeepClone();
                fields.Remove(name);
                fields[Pick([name.ToUpperInvariant(), name + "s", name[..(name.Length / 2)], "\u202e" + name, new string('n', 5_000)])] = moved;
                break;
            case 2:
                fields[Pick(["colour", "__proto__", "$type", "", "a/b~c", name + " "])] = Value();
                break;
            case 3:
                fields[name] = new string('x', Pick([1, 101, 5_000]));
                break;
            default:
                fields[name] = Value();
                break;
        }
    }

    void ChangeItem(JsonArray items, int index)
    {
        switch (random.Next(3))
        {
            case 0:
                items.RemoveAt(index);
                break;
            case 1:
                foreach (var copy in Enumerable.Range(0, Pick([1, 6, 150])).Select(_ => items[index]?.DeepClone()).ToList())
                {
                    items.Add(copy);
                }

                break;
            default:
                items[index] = Value();
                break;
        }
    }

    JsonNode? Value() => JsonNode.Parse(Pick(Values));

    static IEnumerable<JsonNode> Containers(JsonNode node)
    {
        yield return node;
        var children = node switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        foreach (var inner in children.Where(child => child is JsonObject or JsonArray).SelectMany(child => Containers(child!)))
        {
            yield return inner;
        }
    }
}
