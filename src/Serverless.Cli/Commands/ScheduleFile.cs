using System.Text.Json;

namespace Serverless.Cli.Commands;

/// <summary>The body that makes a schedule: what the command line says, around a search request as a user wrote it.</summary>
public static class ScheduleFile
{
    /// <summary>Puts a request's file into a schedule. What is null is left to the platform's defaults.</summary>
    /// <param name="console">Has standard input.</param>
    /// <param name="path">The request; the platform says what is wrong with it.</param>
    /// <param name="expression">When it is due.</param>
    /// <param name="timeZone">Of the expression and the window.</param>
    /// <param name="device">In place of the request's.</param>
    /// <param name="overlap">The policy's name.</param>
    /// <param name="window">Two times of day.</param>
    /// <exception cref="CliException">The file cannot be read, or is not JSON.</exception>
    public static byte[] Write(CliConsole console, string path, string expression, string? timeZone, string? device, string? overlap, string[]? window)
    {
        var request = RequestFile.ReadBytes(console, path);
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("expression", expression);
            foreach (var (name, value) in new[] { ("timeZone", timeZone), ("device", device), ("overlap", overlap) })
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }

            if (window is [var from, var to])
            {
                json.WriteStartObject("pauseOutside");
                json.WriteString("from", from);
                json.WriteString("to", to);
                json.WriteEndObject();
            }

            json.WritePropertyName("request");
            try
            {
                json.WriteRawValue(RequestFile.WithoutMark(request));
            }
            catch (Exception fault) when (fault is JsonException or ArgumentException)
            {
                throw new CliException(
                    ExitCodes.Usage, $"{InputFile.Name(path)} is not JSON.", $"Where and why: serverless validate {InputFile.Name(path)}");
            }

            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
