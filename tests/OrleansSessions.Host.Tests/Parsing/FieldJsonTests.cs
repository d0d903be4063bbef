using System.Text.Json;
using CsCheck;
using OrleansSessions.Fields;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class FieldJsonTests
{
    [Theory]
    [InlineData("null", FieldKind.None)]
    [InlineData("true", FieldKind.Boolean)]
    [InlineData("false", FieldKind.Boolean)]
    [InlineData("0", FieldKind.Number)]
    [InlineData("-12.5", FieldKind.Number)]
    [InlineData("79228162514264337593543950335", FieldKind.Number)]
    [InlineData("0.0000000000000000000000000001", FieldKind.Number)]
    [InlineData("1e400", FieldKind.Raw)]
    [InlineData("-1E+400", FieldKind.Raw)]
    [InlineData("79228162514264337593543950336", FieldKind.Raw)]
    [InlineData("\"\"", FieldKind.Text)]
    [InlineData("\"Grüße, 世界 \U0001F600 <&>'\"", FieldKind.Text)]
    [InlineData("\"line\\nbreak \\\"quoted\\\"\"", FieldKind.Text)]
    [InlineData("[1,[2,{\"a\":null}]]", FieldKind.Raw)]
    [InlineData("{\"a\":{\"b\":[1e400]}}", FieldKind.Raw)]
    public void Write_WhatWasRead_IsTheSame(string json, FieldKind kind)
    {
        var value = JsonText.ReadField(json);

        Assert.Equal(kind, value.Kind);
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse(json), JsonElement.Parse(JsonText.Write(writer => FieldJson.Write(writer, value)))));
    }

    [Theory]
    [InlineData("5.50", "5.5")]
    [InlineData("100", "100")]
    [InlineData("1e2", "100")]
    [InlineData("0.000", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    public void Write_EqualNumbers_AreWrittenAlike(string json, string expected) =>
        Assert.Equal(expected, JsonText.Write(writer => FieldJson.Write(writer, JsonText.ReadField(json))));

    [Fact]
    public void Write_AnyDecimal_ReadsBackAsTheSame() => Gen.Decimal.Holds(20_000, number =>
    {
        var value = FieldValue.Of(number);

        Assert.Equal(value, JsonText.ReadField(JsonText.Write(writer => FieldJson.Write(writer, value))));
        Assert.Equal(number, value.Number);
    });

    [Fact]
    public void Write_AnyText_ReadsBackAsTheSame() => Gen.String.Holds(20_000, text =>
    {
        var value = FieldValue.Of(text);

        Assert.Equal(value, JsonText.ReadField(JsonText.Write(writer => FieldJson.Write(writer, value))));
    });

    [Theory]
    [InlineData("\"short\"", "\"short\"")]
    [InlineData("{\"a\": 1}", "{\"a\": 1}")]
    [InlineData(
        "\"a text of more than sixty characters is cut, or messages would get long\"",
        "\"a text of more than sixty characters is cut, or messages wo…")]
    public void ReadSource_Value_IsAsItStandsButNotLong(string json, string expected)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        reader.Read();

        Assert.Equal(expected, FieldJson.ReadSource(ref reader));
    }
}
