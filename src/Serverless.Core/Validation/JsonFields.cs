using System.Globalization;
using System.Text.Json;
using Serverless.Core.Objectives;

namespace Serverless.Core.Validation;

/// <summary>Reads the fields of one JSON object by name, and reports the errors of each.</summary>
/// <remarks>Null counts as absent. An invalid field is read as its default, so that reading can continue and find further errors.</remarks>
sealed partial class JsonFields
{
    readonly string _pointer;
    readonly ValidationErrors _errors;
    readonly Dictionary<string, JsonElement> _fields = [];
    readonly HashSet<string> _known = [];

    JsonFields(string pointer, ValidationErrors errors)
    {
        _pointer = pointer;
        _errors = errors;
    }

    /// <summary>Opens an object's fields; returns null, with an error reported, if the element is not an object.</summary>
    public static JsonFields? Open(JsonElement element, string pointer, ValidationErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(pointer, $"This must be an object, not {ErrorText.Element(element)}.");
            return null;
        }

        var fields = new JsonFields(pointer, errors);
        foreach (var property in element.EnumerateObject())
        {
            if (!fields._fields.TryAdd(property.Name, property.Value))
            {
                fields.Fault(property.Name, $"{ErrorText.Text(property.Name)} occurs more than once; keep one.");
            }
        }

        return fields;
    }

    public bool IsEmpty => _fields.Count == 0;

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Returns whether a field is the given text.</summary>
    public bool Says(string name, string text) => Find(name) is { ValueKind: JsonValueKind.String } element && element.ValueEquals(text);

    public bool IsEmptyList(string name) => Find(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0;

    /// <value>Number of errors so far, of all objects.</value>
    public int FaultCount => _errors.Count;

    /// <summary>Returns the JSON element of a field; null when it is absent.</summary>
    public JsonElement? Element(string name) => Find(name);

    /// <summary>Returns the same fields, none marked as read, with another collection for errors.</summary>
    public JsonFields Again(ValidationErrors errors)
    {
        var again = new JsonFields(_pointer, errors);
        foreach (var (name, value) in _fields)
        {
            again._fields.Add(name, value);
        }

        return again;
    }

    /// <summary>Reports an error of a nested field, by a JSON pointer relative to this object, unless an error is already reported there.</summary>
    public void FaultWithin(string pointer, string message)
    {
        if (!_errors.Within(_pointer + pointer))
        {
            _errors.Add(_pointer + pointer, message);
        }
    }

    public void Fault(string name, string message) => _errors.Add(PointerTo(name), message);

    /// <summary>Reports that the value of a field is an unknown name.</summary>
    public void UnknownName(string name, string value, string message) =>
        _errors.Add(new FieldError(PointerTo(name), message) { UnknownName = value });

    /// <summary>Reports an error of the object as a whole.</summary>
    public void Fault(string message) => _errors.Add(_pointer, message);

    public string? Text(string name)
    {
        if (Find(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind != JsonValueKind.String)
        {
            Fault(name, $"This must be a text, not {ErrorText.Element(element)}.");
            return null;
        }

        return element.GetString();
    }

    /// <summary>Reads a name out of a few; reports other names, with the one that was probably meant.</summary>
    /// <param name="name">The field.</param>
    /// <param name="kind">The kind of thing that is named, for messages.</param>
    /// <param name="known">The known names.</param>
    /// <returns>One of the known names; null, with an error reported, when it is missing or another.</returns>
    public string? RequiredName(string name, string kind, IReadOnlyList<string> known)
    {
        if (!Has(name))
        {
            Fault(name, $"This is required: the {kind}; use one of {ErrorText.Names(known)}.");
            return null;
        }

        var text = Text(name);
        if (text is null || known.Contains(text))
        {
            return text;
        }

        UnknownName(name, text, Unknown(text, $"not a valid {kind}", known));
        return null;
    }

    /// <summary>Reads the name of something that the platform has, of which possibly only some are known here.</summary>
    /// <param name="name">The field.</param>
    /// <param name="kind">The kind of thing that is named, for messages.</param>
    /// <param name="known">The known names.</param>
    /// <param name="mayBeOther">Returns whether a text can be a name that is not known here; null: all names are known.</param>
    /// <returns>A name, known or not; null, with an error reported, when it is missing or invalid.</returns>
    public string? PlatformName(string name, string kind, IReadOnlyList<string> known, Func<string, bool>? mayBeOther)
    {
        if (mayBeOther is null || Find(name) is not { ValueKind: JsonValueKind.String } element
            || element.GetString() is not { } text || known.Contains(text) || !mayBeOther(text))
        {
            return RequiredName(name, kind, known);
        }

        Unchecked(name, $"whether there is a {kind} {ErrorText.Text(text)}.{NearestName.Hint(text, known)}");
        return text;
    }

    /// <summary>Records that something cannot be checked here.</summary>
    public void Unchecked(string name, string what) => _errors.AddUnchecked(PointerTo(name), $"Cannot be checked without a platform: {what}");

    public int Whole(string name, int least, int most, int otherwise) => OptionalWhole(name, least, most) ?? otherwise;

    public int? OptionalWhole(string name, int least, int most)
    {
        if (Find(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Number && element.GetDouble() is var value && value >= least && value <= most
            && Math.Truncate(value) == value)
        {
            return (int)value;
        }

        var range = least == most
            ? $"{least}"
            : string.Create(CultureInfo.InvariantCulture, $"a whole number from {least:N0} to {most:N0}");
        Fault(name, $"This must be {range}, not {ErrorText.Element(element)}.");
        return null;
    }

    /// <summary>Reads a boolean; false when absent.</summary>
    public bool Boolean(string name)
    {
        if (Find(name) is not { } element || element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Find(name) is { ValueKind: JsonValueKind.True };
        }

        Fault(name, $"This must be true or false, not {ErrorText.Element(element)}.");
        return false;
    }

    /// <summary>Reads a 64-bit whole number; 0 when absent.</summary>
    public long Seed(string name)
    {
        if (Find(name) is not { } element)
        {
            return 0;
        }

        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var seed))
        {
            return seed;
        }

        Fault(name, $"This must be a whole number of at most 64 bits, not {ErrorText.Element(element)}.");
        return 0;
    }

    /// <summary>Reads a number within <see cref="MetricRange"/> that meets a condition; null when absent.</summary>
    public double? Number(string name, string condition = "", Func<double, bool>? holds = null)
    {
        if (Find(name) is not { } element)
        {
            return null;
        }

        // A literal such as 1e999 is well-formed and is read as infinity.
        if (element.ValueKind == JsonValueKind.Number && element.GetDouble() is var value && double.IsFinite(value)
            && (holds is null || holds(value)))
        {
            if (MetricRange.Holds(value))
            {
                return value;
            }

            Fault(name, $"{ErrorText.Element(element)} is too large; the largest magnitude is {ErrorText.Number(MetricRange.Largest)}.");
            return null;
        }

        Fault(name, $"This must be a finite number{condition}, not {ErrorText.Element(element)}.");
        return null;
    }

    public JsonFields? Object(string name) => Find(name) is { } element ? Open(element, PointerTo(name), _errors) : null;

    public JsonFields? RequiredObject(string name, string meaning)
    {
        if (!Has(name))
        {
            Fault(name, $"This is required: {meaning}.");
        }

        return Object(name);
    }

    /// <summary>Reports every field that has not been read.</summary>
    public void ReportUnknown()
    {
        foreach (var name in _fields.Keys.Where(name => !_known.Contains(name)))
        {
            _errors.Add(PointerTo(name), () => Unknown(name, "not a field here", _known));
        }
    }

    static string Unknown(string name, string isNone, IReadOnlyCollection<string> known) =>
        RetiredNames.Explain(name, known) ?? $"{ErrorText.Text(name)} is {isNone}; use one of {ErrorText.Names(known)}.{NearestName.Hint(name, known)}";

    JsonElement? Find(string name)
    {
        _known.Add(name);
        return _fields.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;
    }

    /// <summary>Returns the JSON pointer to a field (RFC 6901).</summary>
    string PointerTo(string name) =>
        $"{_pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
