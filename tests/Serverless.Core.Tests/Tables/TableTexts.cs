using System.Text;
using Serverless.Core.Tables;

namespace Serverless.Core.Tests.Tables;

/// <summary>Small tables and their descriptions.</summary>
static class TableTexts
{
    public const string Own = """
        {
          "name": "tiny",
          "dimensions": [ { "name": "depth", "choices": ["2", "4"] }, { "name": "kind", "choices": ["a", "b", "c"] } ],
          "files": [ { "name": "tiny.csv", "metrics": [
            { "column": "accuracy", "goal": "maximise", "unit": "%", "chanceLevel": 10 }, { "column": "ms", "goal": "minimise", "unit": "ms" } ] } ]
        }
        """;

    public const string WithFidelities = """
        {
          "name": "tiny",
          "dimensions": [ { "name": "depth", "choices": ["2", "4"] }, { "name": "kind", "choices": ["a", "b", "c"] } ],
          "files": [ { "name": "tiny.csv", "metrics": [
            { "column": "accuracy", "goal": "maximise", "unit": "%", "epochs": 200, "lower": [{ "epochs": 12, "column": "early" }] },
            { "column": "early", "goal": "maximise", "unit": "%" }, { "column": "ms", "goal": "minimise", "unit": "ms" } ] } ]
        }
        """;

    public const string Joined = """
        {
          "name": "cells", "space": "nasbench201", "architecture": { "column": "code", "form": "code" }, "join": "id",
          "files": [
            { "name": "one.csv", "metrics": [ { "column": "accuracy", "goal": "maximise" } ] },
            { "name": "two.csv", "metrics": [ { "column": "ms", "goal": "minimise" } ] } ]
        }
        """;

    public static TableDescription Describe(string json)
    {
        var reading = TableDescriptionReader.Read(Encoding.UTF8.GetBytes(json));
        reading.Errors.ShouldBeEmpty();
        return reading.Description!;
    }

    public static ArchitectureTable Read(string json, params (string Name, string Text)[] files) =>
        ArchitectureTableReader.Read(Describe(json), name => new StringReader(files.Single(file => file.Name == name).Text));
}
